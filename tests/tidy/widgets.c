// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Put into gtk4-builder-tool, so that it knows the widgets of libadwaita and of the program, which
 * are linked in whole. The tool finds a child's type by its symbol, and a template's parent only
 * when the type exists already. */

#include "config.h"

#include <adwaita.h>

void bt_tidy_register_parents (void) __attribute__ ((constructor));

void
bt_tidy_register_parents (void)
{
  g_type_ensure (ADW_TYPE_ACTION_ROW);
  g_type_ensure (ADW_TYPE_APPLICATION_WINDOW);
  g_type_ensure (ADW_TYPE_BIN);
  g_type_ensure (ADW_TYPE_EXPANDER_ROW);
  g_type_ensure (ADW_TYPE_PREFERENCES_GROUP);
  g_type_ensure (ADW_TYPE_PREFERENCES_PAGE);
  g_type_ensure (ADW_TYPE_PREFERENCES_ROW);
  g_type_ensure (ADW_TYPE_PREFERENCES_WINDOW);
  g_type_ensure (ADW_TYPE_WINDOW);
  g_type_ensure (GTK_TYPE_BOX);
  g_type_ensure (GTK_TYPE_FLOW_BOX_CHILD);
  g_type_ensure (GTK_TYPE_LIST_BOX_ROW);
  g_type_ensure (GTK_TYPE_POPOVER);
  g_type_ensure (GTK_TYPE_WIDGET);
  g_type_ensure (GTK_TYPE_WINDOW);
}
