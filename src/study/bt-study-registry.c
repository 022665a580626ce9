// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "study/bt-study-registry.h"

#include "study/bt-study-list.h"

#include <string.h>

#define ENTRY(name) &bt_study_##name,

static const BtStudy *const studies[] = { BT_STUDY_LIST (ENTRY) };

guint
bt_study_registry_get_count (void)
{
  return G_N_ELEMENTS (studies);
}

const BtStudy *
bt_study_registry_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (studies), NULL);
  return studies[index];
}

static gboolean
has_name (const BtStudy *study, const char *name)
{
  g_auto (GStrv) aliases
    = study->aliases != NULL ? g_strsplit (study->aliases, " ", -1) : g_new0 (char *, 1);

  if (g_ascii_strcasecmp (study->id, name) == 0)
    return TRUE;
  for (guint i = 0; aliases[i] != NULL; i++)
    if (g_ascii_strcasecmp (aliases[i], name) == 0)
      return TRUE;
  return FALSE;
}

const BtStudy *
bt_study_registry_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (studies); i++)
    if (has_name (studies[i], name))
      return studies[i];
  return NULL;
}
