// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Memory that frames on X11 are drawn in. Cairo shares it with the X server and gives it back as
 * soon as nothing is in it, which is at the end of each frame: mapping, clearing and unmapping
 * megabytes then costs more than drawing. One small surface in it keeps it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps the memory for frames of the monitor that a surface is on, for as long as its display is
 * open. Nothing to do, and nothing done, elsewhere than on X11. Main thread. */
void bt_frame_memory_keep (GdkSurface *surface);

G_END_DECLS
