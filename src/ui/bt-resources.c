// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-resources.h"

#include "ui/bt-ui-gresource.h"

#include <gio/gio.h>

void
bt_resources_register (void)
{
  g_resources_register (bt_ui_gresource_get_resource ());
}
