// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-header-words.h"

#include <string.h>

/* The words of one role, in any language: folded as bt_header_name_fold() does it. */
typedef struct
{
  BtHeaderRole role;
  const char *words; /* between blanks */
} RoleWords;

static const RoleWords role_words[] = {
  { BT_HEADER_OPEN, " open o openprice openingprice first opening opn opnpric pxopen topen "
                    "erster eroffnung eroffn eroeffnung ouverture ouv apertura abertura "
                    "pembukaan otwarcie acilis oppen mo mocua ανοιγμα פתיחה "
                    "откр открытие ценаоткрытия 开盘 开盘价 "
                    "今开 開盤 開盤價 始値 시가 เปิด "
                    "ราคาเปิด مفتوح الافتتاح " },
  { BT_HEADER_HIGH, " high h highprice highestprice max highest hi hghpric pxhigh hoch "
                    "tageshoch haut plushaut maximo maxima massimo макс максимум "
                    "максцена najwyzszy yuksek hogst hoog tertinggi cao υψηλο "
                    "גבוה 最高 最高价 最高價 高 高値 고가 "
                    "สูงสุด ราคาสูงสุด مرتفع "
                    "الأعلى " },
  { BT_HEADER_LOW, " low l lowprice lowestprice min lowest lo lwpric pxlow tief tagestief "
                   "bas plusbas minimo minima мин минимум минцена "
                   "najnizszy dusuk lagst laag terendah thap χαμηλο נמוך 最低 "
                   "最低价 最低價 低 安値 저가 ต่ำสุด "
                   "ราคาต่ำสุด منخفض الأدنى " },
  { BT_HEADER_CLOSE, " close c closeprice closingprice closelast closing clspric tclose "
                     "schluss schlusskurs cloture clot cierre fechamento chiusura zamkniecie "
                     "kapanis penutupan slut slutkurs dongcua κλεισιμο סגירה "
                     "закр закрытие ценазакрытия 收盘 收盘价 "
                     "收盤 收盤價 終値 종가 ปิด ราคาปิด "
                     "الإغلاق " },
  { BT_HEADER_PRICE, " price last p rate tradeprice lastprice lastpric pxlast settle "
                     "settleprice grsstradamt ultimo ultima dernier derniere letzter zuletzt "
                     "laatst senaste simdi terakhir ostatnio lancuoi τελευταια "
                     "שער цена последняя 成交价 現在値 현재가 "
                     "ล่าสุด الأخير " },
  { BT_HEADER_TICK_VOLUME, " tickvol tickvolume ticks tickqty " },
  { BT_HEADER_VOLUME, " v umsatz totalvolume ttltradgvol tottrdqty totaltradedquantity "
                      "sharestraded noofshares numberofshares candleacctradevolume "
                      "basetokenvolume stuecke stucke quantidade wolumen wol obrot hacim hac "
                      "kl khoiluong ογκος נפח объем 成交量 交易量 出来高 "
                      "売買高 거래량 ปริมาณ الحجم " },
  { BT_HEADER_QUANTITY, " qty quantity amount size tradeqty tradqty lots " },
  { BT_HEADER_SPREAD, " spread spreadpoints " },
  { BT_HEADER_SYMBOL, " symbol ticker instrument pair currencypair symbolname tscode code "
                      "stockcode secid seccode tckrsymb ric ativo papel cross "
                      "тикер инструмент 股票代码 证券代码 代码 "
                      "銘柄コード コード 종목코드 " },
  { BT_HEADER_NAME, " name market instrumentid instrumentname stock " },
  { BT_HEADER_BID, " bid ratebid bidprice bestbid bestbidprice bidprice1 " },
  { BT_HEADER_ASK, " ask rateask askprice bestask offer bestaskprice askprice1 " },
  { BT_HEADER_TIME, " day start startat startedat begin barstart windowstart index unix epoch "
                    "minute hour hhmm hhmmss yyyymmdd t ts rptdt traddt ntrytm tradingday "
                    "datum fecha data uhrzeit zeit heure hora ora saat tarih tanggal ngay "
                    "godzina ημερομηνια ωρα תאריך дата время "
                    "日期 交易日期 时间 時間 日付 日付け 日時 時刻 날짜 "
                    "일자 일시 시간 วันที่ วันเดือนปี "
                    "เวลา التاريخ " },
};

BtHeaderRole
bt_header_word_find (const char *word)
{
  g_autofree char *pattern = g_strconcat (" ", word, " ", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (role_words); i++)
    if (strstr (role_words[i].words, pattern) != NULL)
      return role_words[i].role;
  return BT_HEADER_OTHER;
}
