// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-words.h"

#include <glib/gi18n.h>

static const char *
translate (const char *text)
{
  return _ (text);
}

void
bt_chart_words_apply (BtChart *chart)
{
  const BtChartTexts texts = {
    /* Translators: the accessible name of a chart; what is in braces is filled in. */
    .name = _ ("{symbol} {timeframe} chart"),
    .empty = _ ("No candles"),
    .volume = C_ ("chart legend", "Vol"),
    .go_to_end = _ ("Go to the newest candle"),
    .sessions = { _ ("Tokyo"), _ ("London"), _ ("New York") },
    /* Translators: what a measure over the chart says; what is in braces is filled in. */
    .measure = _ ("{change} ({percent} %) · {points} points\n{bars} bars, {time}\n{money} a lot"),
    .bars = { "", C_ ("chart legend", "Heikin-Ashi"), C_ ("chart legend", "Renko"),
              C_ ("chart legend", "Range"), C_ ("chart legend", "Volume bars"),
              C_ ("chart legend", "Point and figure") },
    .translate = translate,
    .words = {
      /* Translators: a candle as a screen reader says it; what is in braces is filled in. */
      _ ("{time}: open {open}, high {high}, low {low}, close {close}, {direction}"),
      C_ ("direction of a price", "up"),
      C_ ("direction of a price", "down"),
      C_ ("direction of a price", "level"),
      /* Translators: where prices went, as a screen reader says it. */
      _ ("{candles} candles in view, {direction} {percent} %, between {low} and {high}"),
      /* Translators: open positions with their results, as a screen reader says it. */
      _ ("Open positions: {positions}"),
      _ ("No open position"),
      /* Translators: in place of a symbol that is hidden. */
      C_ ("symbol", "Blind"),
      /* Translators: in place of a date that is hidden; {day} is its number. */
      _ ("Day {day}"),
      /* Translators: the drawing that is selected, as a screen reader says it. */
      _ ("{tool} selected: {places}"),
      /* Translators: where an end of a drawing is. */
      _ ("{price} on {time}"),
    },
  };

  bt_chart_set_texts (chart, &texts);
}
