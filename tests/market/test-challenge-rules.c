// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-time.h"
#include "market/bt-challenge-records.h"
#include "market/bt-challenge-rules.h"
#include "market/bt-market-error.h"

#include <string.h>

static gint64
parse (const char *text)
{
  gint64 time_usec;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

static void
assert_invalid (const BtChallengeRules *rules, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bt_challenge_rules_validate (rules, &error));
  g_assert_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SETTINGS);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_validate (void)
{
  BtChallengeRules good;
  BtChallengeRules rules;
  g_autoptr (GError) error = NULL;

  bt_challenge_rules_init (&good);
  g_assert_true (bt_challenge_rules_validate (&good, &error));
  rules = good;
  rules.version = 2;
  assert_invalid (&rules, "version");
  rules = good;
  rules.name[0] = '\0';
  assert_invalid (&rules, "name");
  rules = good;
  memset (rules.name, 'x', sizeof rules.name);
  assert_invalid (&rules, "name");
  rules = good;
  rules.reset_minute = BT_MINUTES_PER_DAY;
  assert_invalid (&rules, "reset");
  rules = good;
  rules.profit_target = (BtChallengeAmount){ .kind = BT_CHALLENGE_AMOUNT_PERCENT };
  assert_invalid (&rules, "profit target");
  rules = good;
  rules.daily_loss.value = 1;
  assert_invalid (&rules, "daily loss");
  rules = good;
  rules.max_drawdown = (BtChallengeAmount){ .kind = BT_CHALLENGE_AMOUNT_PERCENT, .value = 1000001 };
  assert_invalid (&rules, "drawdown");
  rules = good;
  rules.minimum_days = -1;
  assert_invalid (&rules, "trading days");
  rules = good;
  rules.consistency_percent = 10001;
  assert_invalid (&rules, "best day");
  rules = good;
  rules.window_count = BT_CHALLENGE_MAX_WINDOWS + 1;
  assert_invalid (&rules, "windows");
  rules = good;
  rules.window_count = 1;
  assert_invalid (&rules, "days of a window");
  rules = good;
  rules.reset_zone = (BtZone){ .kind = BT_ZONE_FIXED, .offset_minutes = 901 };
  assert_invalid (&rules, "zone");
  rules = good;
  rules.max_open_volume = BT_VOLUME (-1);
  assert_invalid (&rules, "open volume");
}

static void
test_presets (void)
{
  guint count;
  const BtChallengePreset *presets = bt_challenge_presets (&count);

  g_assert_cmpuint (count, >=, 4);
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (bt_challenge_rules_validate (&presets[i].rules, &error));
      g_assert_true (bt_challenge_preset_find (presets[i].id) == &presets[i]);
      g_assert_cmpint (presets[i].rules.profit_target.kind, ==, BT_CHALLENGE_AMOUNT_PERCENT);
    }
  g_assert_cmpstr (bt_challenge_preset_find ("two-phase-1")->rules.name, ==,
                   "Two-phase evaluation, phase 1");
  g_assert_null (bt_challenge_preset_find ("no-phase"));
}

static void
test_amounts (void)
{
  BtChallengeAmount percent = { .kind = BT_CHALLENGE_AMOUNT_PERCENT, .value = 125 };
  BtChallengeAmount money = { .kind = BT_CHALLENGE_AMOUNT_MONEY, .value = 77 };
  BtChallengeAmount none = { .kind = BT_CHALLENGE_AMOUNT_NONE };

  /* 1.25 % of 100.00 are 1.25; of 0.40 they are half a cent, which goes to the even 0; of 1.20 a
   * cent and a half, which goes to 2. */
  g_assert_cmpint (bt_challenge_amount_resolve (percent, BT_MONEY (10000)), ==, 125);
  g_assert_cmpint (bt_challenge_amount_resolve (percent, BT_MONEY (40)), ==, 0);
  g_assert_cmpint (bt_challenge_amount_resolve (percent, BT_MONEY (120)), ==, 2);
  g_assert_cmpint (bt_challenge_amount_resolve (money, BT_MONEY (10000)), ==, 77);
  g_assert_cmpint (bt_challenge_amount_resolve (none, BT_MONEY (10000)), ==, 0);
}

static void
assert_next_reset (const BtChallengeRules *rules, const char *after, const char *expected)
{
  g_autofree char *found = bt_time_to_string (bt_challenge_rules_next_reset (rules, parse (after)));

  g_assert_cmpstr (found, ==, expected);
}

static void
test_next_reset (void)
{
  BtChallengeRules rules;

  bt_challenge_rules_init (&rules);
  assert_next_reset (&rules, "2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z");
  assert_next_reset (&rules, "2024-01-02T23:59:59Z", "2024-01-03T00:00:00Z");
  /* 17:00 in New York is 22:00 UTC in winter and 21:00 from 2024-03-10 on. */
  rules.reset_zone = BT_ZONE (BT_ZONE_NEW_YORK);
  rules.reset_minute = 17 * 60;
  assert_next_reset (&rules, "2024-03-08T22:00:00Z", "2024-03-09T22:00:00Z");
  assert_next_reset (&rules, "2024-03-09T22:00:00Z", "2024-03-10T21:00:00Z");
  /* 01:30 comes twice on 2024-11-03: the first one counts. */
  rules.reset_minute = 90;
  assert_next_reset (&rules, "2024-11-03T05:00:00Z", "2024-11-03T05:30:00Z");
  assert_next_reset (&rules, "2024-11-03T05:30:00Z", "2024-11-04T06:30:00Z");
  assert_next_reset (&rules, "2024-11-03T06:10:00Z", "2024-11-04T06:30:00Z");
  /* 02:30 is left out on 2024-03-10: the offset before the change makes it 07:30 UTC. */
  rules.reset_minute = 150;
  assert_next_reset (&rules, "2024-03-10T06:00:00Z", "2024-03-10T07:30:00Z");
  assert_next_reset (&rules, "2024-03-10T07:30:00Z", "2024-03-11T06:30:00Z");
  /* Midnight in Prague. */
  rules.reset_zone = BT_ZONE (BT_ZONE_CENTRAL_EUROPE);
  rules.reset_minute = 0;
  assert_next_reset (&rules, "2024-07-01T12:00:00Z", "2024-07-01T22:00:00Z");
}

static void
assert_hour (const BtChallengeRules *rules,
             const char *time,
             gboolean is_allowed,
             gint64 nearest_second,
             gint64 distance_seconds)
{
  BtChallengeHour hour = bt_challenge_rules_check_hour (rules, parse (time));

  g_assert_cmpint (hour.is_allowed, ==, is_allowed);
  if (is_allowed)
    return;
  g_assert_cmpint (hour.nearest_second, ==, nearest_second);
  g_assert_cmpint (hour.distance_seconds, ==, distance_seconds);
}

static void
test_hours (void)
{
  BtChallengeRules rules;

  bt_challenge_rules_init (&rules);
  assert_hour (&rules, "2024-01-06T12:00:00Z", TRUE, 0, 0);
  rules.window_count = 1;
  rules.windows[0]
    = (BtChallengeWindow){ .weekdays = 0x3e, .start_minute = 8 * 60, .end_minute = 17 * 60 };
  assert_hour (&rules, "2024-01-05T08:00:00Z", TRUE, 0, 0);
  assert_hour (&rules, "2024-01-05T16:59:59Z", TRUE, 0, 0);
  assert_hour (&rules, "2024-01-05T17:00:00Z", FALSE, 17 * 3600, 0);
  assert_hour (&rules, "2024-01-05T18:00:00Z", FALSE, 17 * 3600, 3600);
  assert_hour (&rules, "2024-01-05T07:59:00Z", FALSE, 8 * 3600, 60);
  /* On Sunday at noon Monday's start is 20 hours away. */
  assert_hour (&rules, "2024-01-07T12:00:00Z", FALSE, 8 * 3600, 20 * 3600);
  /* Over midnight, and over the end of the week: Saturday's window ends on Sunday. */
  rules.windows[0]
    = (BtChallengeWindow){ .weekdays = 0x40, .start_minute = 22 * 60, .end_minute = 2 * 60 };
  assert_hour (&rules, "2024-01-06T22:00:00Z", TRUE, 0, 0);
  assert_hour (&rules, "2024-01-07T01:59:59Z", TRUE, 0, 0);
  assert_hour (&rules, "2024-01-07T02:30:00Z", FALSE, 2 * 3600, 1800);
  /* From midnight to midnight is the whole day. */
  rules.windows[0]
    = (BtChallengeWindow){ .weekdays = 0x40, .start_minute = 0, .end_minute = BT_MINUTES_PER_DAY };
  assert_hour (&rules, "2024-01-06T23:59:59Z", TRUE, 0, 0);
  assert_hour (&rules, "2024-01-07T00:00:01Z", FALSE, 0, 1);
}

static void
hash_rules (const BtChallengeRules *rules, BtHash *out)
{
  g_autoptr (BtRecord) record = bt_record_new ();
  g_autoptr (BtHasher) hasher = bt_hasher_new ();
  gsize length;

  bt_challenge_rules_add_to_record (rules, record);
  const guint8 *bytes = bt_record_get_bytes (record, &length);
  bt_hasher_update (hasher, bytes, length);
  bt_hasher_finish (hasher, out);
}

/* Windows past the count are no part of the canonical form; every other figure is. */
static void
test_record (void)
{
  BtChallengeRules rules = bt_challenge_preset_find ("one-phase-end-of-day")->rules;
  BtChallengeRules other = rules;
  BtHash hash;
  BtHash other_hash;

  hash_rules (&rules, &hash);
  other.windows[3].start_minute = 5;
  hash_rules (&other, &other_hash);
  g_assert_true (bt_hash_equal (&hash, &other_hash));
  other.window_count = 1;
  hash_rules (&other, &other_hash);
  g_assert_false (bt_hash_equal (&hash, &other_hash));
  other = rules;
  other.reset_zone = BT_ZONE (BT_ZONE_LONDON);
  hash_rules (&other, &other_hash);
  g_assert_false (bt_hash_equal (&hash, &other_hash));
}

static void
test_names (void)
{
  BtChallengeMeasure measure;
  BtChallengeBasis basis;
  BtChallengeDrawdown drawdown;

  g_assert_true (bt_challenge_measure_parse ("equity", &measure));
  g_assert_cmpstr (bt_challenge_measure_to_string (measure), ==, "equity");
  g_assert_true (bt_challenge_basis_parse ("higher", &basis));
  g_assert_cmpstr (bt_challenge_basis_to_string (basis), ==, "higher");
  g_assert_true (bt_challenge_drawdown_parse ("end_of_day", &drawdown));
  g_assert_cmpstr (bt_challenge_drawdown_to_string (drawdown), ==, "end_of_day");
  g_assert_false (bt_challenge_drawdown_parse ("Static", &drawdown));
  g_assert_cmpstr (bt_challenge_rule_to_string (BT_CHALLENGE_RULE_OPEN_VOLUME), ==, "open_volume");
  g_assert_cmpstr (bt_challenge_rule_status_to_string (BT_CHALLENGE_RULE_BROKEN), ==, "broken");
  g_assert_cmpstr (bt_challenge_status_to_string (BT_CHALLENGE_FAILED), ==, "failed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/market/challenge-rules/validate", test_validate);
  g_test_add_func ("/market/challenge-rules/presets", test_presets);
  g_test_add_func ("/market/challenge-rules/amounts", test_amounts);
  g_test_add_func ("/market/challenge-rules/next-reset", test_next_reset);
  g_test_add_func ("/market/challenge-rules/hours", test_hours);
  g_test_add_func ("/market/challenge-rules/record", test_record);
  g_test_add_func ("/market/challenge-rules/names", test_names);
  return g_test_run ();
}
