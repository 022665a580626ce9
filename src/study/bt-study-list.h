// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The studies, each defined in the file of its name, in the order of menus within their groups. */
#pragma once

#include "study/bt-study.h"

G_BEGIN_DECLS

/* Applies a macro to the name of each. */
#define BT_STUDY_LIST(ONE)                                                                         \
  ONE (sma)                                                                                        \
  ONE (ema)                                                                                        \
  ONE (wma)                                                                                        \
  ONE (hma)                                                                                        \
  ONE (dema)                                                                                       \
  ONE (tema)                                                                                       \
  ONE (trima)                                                                                      \
  ONE (t3)                                                                                         \
  ONE (kama)                                                                                       \
  ONE (vwma)                                                                                       \
  ONE (smma)                                                                                       \
  ONE (zlema)                                                                                      \
  ONE (alma)                                                                                       \
  ONE (mcginley)                                                                                   \
  ONE (vidya)                                                                                      \
  ONE (midpoint)                                                                                   \
  ONE (midprice)                                                                                   \
  ONE (bollinger)                                                                                  \
  ONE (bollinger_percent)                                                                          \
  ONE (bollinger_width)                                                                            \
  ONE (keltner)                                                                                    \
  ONE (donchian)                                                                                   \
  ONE (envelopes)                                                                                  \
  ONE (acceleration_bands)                                                                         \
  ONE (ichimoku)                                                                                   \
  ONE (psar)                                                                                       \
  ONE (supertrend)                                                                                 \
  ONE (pivots)                                                                                     \
  ONE (zigzag)                                                                                     \
  ONE (alligator)                                                                                  \
  ONE (fractals)                                                                                   \
  ONE (chandelier)                                                                                 \
  ONE (linreg)                                                                                     \
  ONE (linreg_slope)                                                                               \
  ONE (tsf)                                                                                        \
  ONE (vwap)                                                                                       \
  ONE (anchored_vwap)                                                                              \
  ONE (rsi)                                                                                        \
  ONE (stochastic)                                                                                 \
  ONE (stochastic_rsi)                                                                             \
  ONE (macd)                                                                                       \
  ONE (apo)                                                                                        \
  ONE (ppo)                                                                                        \
  ONE (volume_oscillator)                                                                          \
  ONE (cci)                                                                                        \
  ONE (williams_r)                                                                                 \
  ONE (momentum)                                                                                   \
  ONE (roc)                                                                                        \
  ONE (trix)                                                                                       \
  ONE (awesome)                                                                                    \
  ONE (accelerator)                                                                                \
  ONE (adx)                                                                                        \
  ONE (adxr)                                                                                       \
  ONE (dx)                                                                                         \
  ONE (dm)                                                                                         \
  ONE (aroon)                                                                                      \
  ONE (aroon_oscillator)                                                                           \
  ONE (cmo)                                                                                        \
  ONE (ultimate)                                                                                   \
  ONE (bop)                                                                                        \
  ONE (tsi)                                                                                        \
  ONE (dpo)                                                                                        \
  ONE (kst)                                                                                        \
  ONE (coppock)                                                                                    \
  ONE (rvgi)                                                                                       \
  ONE (fisher)                                                                                     \
  ONE (elder_ray)                                                                                  \
  ONE (mass_index)                                                                                 \
  ONE (vortex)                                                                                     \
  ONE (choppiness)                                                                                 \
  ONE (imi)                                                                                        \
  ONE (forecast_oscillator)                                                                        \
  ONE (atr)                                                                                        \
  ONE (natr)                                                                                       \
  ONE (true_range)                                                                                 \
  ONE (stddev)                                                                                     \
  ONE (variance)                                                                                   \
  ONE (average_deviation)                                                                          \
  ONE (historical_volatility)                                                                      \
  ONE (chaikin_volatility)                                                                         \
  ONE (ulcer)                                                                                      \
  ONE (volume)                                                                                     \
  ONE (obv)                                                                                        \
  ONE (mfi)                                                                                        \
  ONE (cmf)                                                                                        \
  ONE (ad)                                                                                         \
  ONE (adosc)                                                                                      \
  ONE (pvt)                                                                                        \
  ONE (nvi)                                                                                        \
  ONE (pvi)                                                                                        \
  ONE (eom)                                                                                        \
  ONE (force_index)                                                                                \
  ONE (williams_ad)                                                                                \
  ONE (market_facilitation)

#define BT_STUDY_DECLARE(name) extern const BtStudy bt_study_##name;
BT_STUDY_LIST (BT_STUDY_DECLARE)
#undef BT_STUDY_DECLARE

G_END_DECLS
