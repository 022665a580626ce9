// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-specification-names.h"

#include <string.h>

/* Names are folded: small letters and digits alone. Those of MetaTrader's terminals, of its
 * programming interfaces and of brokers' web pages. */
static const char *const names[BT_SPECIFICATION_UNKNOWN][32] = {
  [BT_SPECIFICATION_SYMBOL]
  = { "symbol", "symbols", "symbolname", "symbolcode", "instrument", "instruments", "ticker",
      "pair", "currencypair", "product", "code", "name", "instrumentcode", "symbole" },
  [BT_SPECIFICATION_DESCRIPTION]
  = { "description", "symboldescription", "instrumentname", "fullname", "longname", "productname",
      "details", "instrumentdescription" },
  [BT_SPECIFICATION_DIGITS]
  = { "digits", "digit", "symboldigits", "precision", "priceprecision", "decimals", "decimalplaces",
      "pricedigits", "quotedigits", "decimalprecision" },
  [BT_SPECIFICATION_TICK_SIZE]
  = { "ticksize", "tradeticksize", "point", "pointsize", "symbolpoint", "minimumpricechange",
      "minpricechange", "minimumpricefluctuation", "minfluctuation", "minimumfluctuation",
      "pricestep", "minimumtick", "minpricestep", "minmove", "minimumpricestep" },
  [BT_SPECIFICATION_BASE]
  = { "currencybase", "basecurrency", "base", "symbolcurrencybase", "baseasset", "basecurr" },
  [BT_SPECIFICATION_QUOTE]
  = { "currencyprofit", "profitcurrency", "quotecurrency", "quote", "quotedcurrency", "currency",
      "pricecurrency", "pricingcurrency", "termscurrency", "countercurrency", "quoteasset",
      "symbolcurrencyprofit", "tradingcurrency", "contractcurrency", "profitcalculationcurrency" },
  [BT_SPECIFICATION_CONTRACT_SIZE]
  = { "contractsize", "tradecontractsize", "lotsize", "standardlot", "standardlotsize",
      "contractunit", "contractunits", "unitsperlot", "onelot", "1lot", "contractsizeperlot",
      "sizeof1lot", "contractsize1lot", "contractsizeof1lot", "lotsizeunits", "contractvolume",
      "1standardlot", "standardcontractsize", "contractsizeunits" },
  [BT_SPECIFICATION_VOLUME_MIN] = { "volumemin",
                                    "minlot",
                                    "minlots",
                                    "lotmin",
                                    "minimumlot",
                                    "minlotsize",
                                    "minimumlotsize",
                                    "minvolume",
                                    "minimumvolume",
                                    "minimalvolume",
                                    "mintradesize",
                                    "minimumtradesize",
                                    "mintrade",
                                    "minsize",
                                    "minimumsize",
                                    "minimumtrade",
                                    "minimumtradevolume",
                                    "mintradevolume",
                                    "minimumlots",
                                    "minlotsizepertrade",
                                    "minvolumeinlots",
                                    "minimumcontractsize",
                                    "minpositionsize",
                                    "mincontractsize" },
  [BT_SPECIFICATION_VOLUME_MAX]
  = { "volumemax",          "maxlot",         "maxlots",        "lotmax",
      "maximumlot",         "maxlotsize",     "maximumlotsize", "maxvolume",
      "maximumvolume",      "maximalvolume",  "maxtradesize",   "maximumtradesize",
      "maxtrade",           "maxsize",        "maximumsize",    "maximumtrade",
      "maximumtradevolume", "maxtradevolume", "maximumlots",    "maxvolumeinlots",
      "maxpositionsize",    "maxcontractsize" },
  [BT_SPECIFICATION_VOLUME_STEP]
  = { "volumestep", "lotstep", "steplot", "stepvolume", "step", "lotstepsize", "volumestepsize",
      "minimumlotincrement", "lotincrement", "incrementallotsize", "minlotincrement",
      "tradesizestep", "volumeincrement", "steplots", "stepsize", "minimumtradesizeincrement" },
  [BT_SPECIFICATION_SPREAD]
  = { "spread", "typicalspread", "averagespread", "avgspread", "spreadpoints", "spreadinpoints",
      "typicalspreadpoints", "spreadavg", "targetspread" },
  [BT_SPECIFICATION_LEVERAGE]
  = { "leverage", "maxleverage", "maximumleverage", "leverageupto", "retailleverage" },
  [BT_SPECIFICATION_MARGIN_PERCENT]
  = { "marginpercent", "marginpercentage", "marginrate", "margin", "marginrequirement",
      "marginrequirements", "requiredmargin", "initialmarginpercent", "marginrequired",
      "percentagemargin", "initialmarginrate", "initialmargin" },
  [BT_SPECIFICATION_SWAP_MODE] = { "swapmode", "swapcalculation", "swapcalculationmode", "swaps" },
  [BT_SPECIFICATION_SWAP_TYPE]
  = { "swaptype", "swapcalculationtype", "modeswaptype", "swapunit", "typeofswap" },
  [BT_SPECIFICATION_SWAP_LONG]
  = { "swaplong",         "longswap",          "swapbuy",       "buyswap",
      "swaplongpoints",   "swaplonginpoints",  "swaprateslong", "longpositionswap",
      "swaplongposition", "longswappoints",    "swapvaluelong", "swapbuypoints",
      "swaplongvalue",    "overnightswaplong", "modeswaplong",  "swaplongposition",
      "longswapvalue",    "swapratelong",      "longposition",  "swapslong" },
  [BT_SPECIFICATION_SWAP_SHORT]
  = { "swapshort", "shortswap", "swapsell", "sellswap", "swapshortpoints", "swapshortinpoints",
      "swapratesshort", "shortpositionswap", "swapshortposition", "shortswappoints",
      "swapvalueshort", "swapsellpoints", "swapshortvalue", "overnightswapshort", "modeswapshort",
      "shortswapvalue", "swaprateshort", "shortposition", "swapsshort" },
  [BT_SPECIFICATION_SWAP_TRIPLE]
  = { "swaprollover3days", "rollover3days", "swap3day",    "swap3days",      "3dayswap",
      "3daysswap",         "3dayswaps",     "tripleswap",  "tripleswapday",  "swaptripleday",
      "threedayswap",      "threedaysswap", "3dayswapday", "tripleswapdays", "day3swap",
      "tripleday",         "3daysrollover", "rolloverday", "swaptriple",     "3dayrollover" },
  [BT_SPECIFICATION_HOURS]
  = { "tradinghours", "tradinghour", "hours", "sessions", "session", "tradesessions",
      "tradingsessions", "tradingsession", "tradingtime", "tradingtimes", "tradehours",
      "markethours", "tradesession", "schedule", "tradingschedule" },
  [BT_SPECIFICATION_UNUSED] = { "stopslevel",
                                "tradestopslevel",
                                "stoplevel",
                                "limitstoplevel",
                                "limitandstoplevels",
                                "freezelevel",
                                "tickvalue",
                                "tradetickvalue",
                                "marginhedge",
                                "margincurrency",
                                "currencymargin",
                                "margininitial",
                                "marginmaintenance",
                                "marginhedged",
                                "path",
                                "sector",
                                "sectorname",
                                "industry",
                                "industryname",
                                "trademode",
                                "execution",
                                "company",
                                "generated",
                                "commission",
                                "spreadfloat",
                                "profitcalcmode",
                                "margincalcmode",
                                "calculation",
                                "bid",
                                "ask",
                                "pipvalue" },
};

BtSpecificationRole
bt_specification_role_find (const char *heading)
{
  g_return_val_if_fail (heading != NULL, BT_SPECIFICATION_UNKNOWN);
  g_autoptr (GString) folded = g_string_new (NULL);
  guint depth = 0;

  for (const char *next = heading; *next != '\0'; next++)
    {
      depth += *next == '(' || *next == '[' ? 1 : 0;
      if (depth == 0 && g_ascii_isalnum (*next))
        g_string_append_c (folded, g_ascii_tolower (*next));
      depth -= depth > 0 && (*next == ')' || *next == ']') ? 1 : 0;
    }
  for (guint role = 0; role < BT_SPECIFICATION_UNKNOWN; role++)
    for (guint i = 0; i < G_N_ELEMENTS (names[role]) && names[role][i] != NULL; i++)
      if (g_str_equal (folded->str, names[role][i]))
        return role;
  return BT_SPECIFICATION_UNKNOWN;
}
