// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A thing. */
#pragma once

G_BEGIN_DECLS

typedef struct _BtThing BtThing;
typedef void (*BtThingFunc) (BtThing *thing);

#define BT_THING_SIZE 8
/* Returns a thing; free with bt_thing_free(). */
BtThing *bt_thing_new (void);
void bt_thing_free (BtThing *thing);

/* The two sizes of a thing, in points. */
int bt_thing_get_width (const BtThing *thing);
int bt_thing_get_height (const BtThing *thing);

int bt_thing_get_depth (const BtThing *thing,
                        int unit);

static inline int
bt_thing_double (int width)
{
  return 2 * width;
}

/* Starts. */
void bt_thing_start_async (BtThing *thing);
void bt_thing_start_finish (BtThing *thing);

G_END_DECLS
