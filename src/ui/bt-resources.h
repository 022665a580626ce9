// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The templates, style sheets and icons that are built into the program. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where they are, whatever the application id. */
#define BT_RESOURCE_PATH "/io/github/backtrade/BackTrade/"
/* The path of a widget's template. */
#define BT_TEMPLATE(name) BT_RESOURCE_PATH "ui/" name ".ui"

/* Makes the resources known; once, before the first widget. */
void bt_resources_register (void);

G_END_DECLS
