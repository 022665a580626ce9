// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-format.h"

BtFeedFormat *
bt_feed_format_new (BtFeedInput *input,
                    const char *path,
                    const BtFileNameHints *hints,
                    const BtFeedOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  switch (bt_feed_input_get_form (input))
    {
    case BT_FEED_FORM_HST:
      return bt_hst_format_new (input, path, hints, options, cancellable, error);
    case BT_FEED_FORM_BI5:
      return bt_bi5_format_new (input, path, hints, options, cancellable, error);
    case BT_FEED_FORM_TABLE:
    case BT_FEED_FORM_JSON:
    default:
      return bt_table_format_new (input, path, hints, options, cancellable, error);
    }
}

void
bt_feed_format_free (BtFeedFormat *format)
{
  if (format != NULL)
    format->klass->free (format);
}

BtRowSource *
bt_feed_format_open_rows (const BtFeedFormat *format, BtFeedInput *input)
{
  return format->klass->open_rows (format, input);
}

gboolean
bt_feed_format_swap_order (BtFeedFormat *format)
{
  return format->klass->swap_order != NULL && format->klass->swap_order (format);
}

gboolean
bt_feed_format_choose_symbol (BtFeedFormat *format, const char *symbol)
{
  return format->klass->choose_symbol != NULL && format->klass->choose_symbol (format, symbol);
}

const BtDialect *
bt_feed_format_choose_dialect (const char *path,
                               const BtFeedOptions *options,
                               const BtDialect *detected,
                               gboolean is_certain,
                               GError **error)
{
  if (options->dialect == NULL)
    return detected;
  const BtDialect *stated = bt_dialect_find (options->dialect);
  if (stated == NULL)
    {
      g_autofree char *known = g_strjoinv (", ", (char **) bt_dialect_list_names ());
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION, "“%s” is no dialect; known are %s",
                   options->dialect, known);
      return NULL;
    }
  if (stated == detected || !is_certain)
    return stated;
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION,
               "the dialect %s was stated, but %s is of the form %s", stated->name, path,
               detected->label);
  return NULL;
}
