// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The lines and markers of a view. */
#include "config.h"

#include "chart/bt-chart-view.h"

#include <string.h>

static guint
find_line (const BtChartLine *lines, guint count, BtChartLineKind kind, const char *id)
{
  for (guint i = 0; i < count; i++)
    if (lines[i].kind == kind && strcmp (lines[i].id, id) == 0)
      return i;
  return BT_CHART_NO_INDEX;
}

/* The line among others that is the same as one shown before. */
static guint
find_line_again (const BtChartView *view, guint line, const BtChartLine *lines, guint count)
{
  if (line == BT_CHART_NO_INDEX)
    return line;
  return find_line (lines, count, view->lines[line].kind, view->lines[line].id);
}

BtChartLineChange
bt_chart_view_set_lines (BtChartView *view, const BtChartLine *lines, guint count)
{
  BtChartLineChange change = count == view->n_lines ? BT_CHART_LINES_SAME : BT_CHART_LINES_MOVED;

  for (guint i = 0; i < count && change != BT_CHART_LINES_MOVED; i++)
    {
      const BtChartLine *before = &view->lines[i];
      if (before->kind != lines[i].kind || before->price_points != lines[i].price_points
          || before->direction != lines[i].direction || before->since_usec != lines[i].since_usec
          || before->is_selected != lines[i].is_selected || strcmp (before->id, lines[i].id) != 0)
        change = BT_CHART_LINES_MOVED;
      else if (strcmp (before->label, lines[i].label) != 0
               || strcmp (before->result, lines[i].result) != 0
               || strcmp (before->points, lines[i].points) != 0
               || strcmp (before->multiple, lines[i].multiple) != 0 || before->tone != lines[i].tone
               || before->is_draggable != lines[i].is_draggable)
        change = BT_CHART_LINES_TEXT;
    }
  if (change == BT_CHART_LINES_SAME)
    return change;
  view->drag.line = find_line_again (view, view->drag.line, lines, count);
  view->hovered_line = find_line_again (view, view->hovered_line, lines, count);
  view->is_close_hovered = view->is_close_hovered && view->hovered_line != BT_CHART_NO_INDEX;
  g_free (view->lines);
  view->lines = g_memdup2 (lines, count * sizeof *lines);
  view->n_lines = count;
  return change;
}

guint
bt_chart_view_find_line (const BtChartView *view, BtChartLineKind kind, const char *id)
{
  return find_line (view->lines, view->n_lines, kind, id);
}

static gboolean
is_same_marker (const BtChartMarker *a, const BtChartMarker *b)
{
  return a->time_usec == b->time_usec && a->price_points == b->price_points
         && a->direction == b->direction && a->is_entry == b->is_entry && a->tone == b->tone
         && strcmp (a->label, b->label) == 0 && a->entry_time_usec == b->entry_time_usec
         && a->entry_price_points == b->entry_price_points && a->is_note == b->is_note;
}

gboolean
bt_chart_view_set_markers (BtChartView *view, const BtChartMarker *markers, guint count)
{
  gboolean is_same = count == view->n_markers;

  for (guint i = 0; i < count && is_same; i++)
    is_same = is_same_marker (&view->markers[i], &markers[i]);
  if (is_same)
    return FALSE;
  g_free (view->markers);
  view->markers = g_memdup2 (markers, count * sizeof *markers);
  view->n_markers = count;
  view->n_fills = 0;
  while (view->n_fills < count && !markers[view->n_fills].is_note)
    view->n_fills++;
  return TRUE;
}

gint64
bt_chart_view_line_price (const BtChartView *view, guint line)
{
  return view->drag.line == line ? view->drag.price_points : view->lines[line].price_points;
}

BtChartLineKind
bt_chart_view_line_kind (const BtChartView *view, guint line)
{
  BtChartLineKind kind = view->lines[line].kind;

  return view->drag.line == line && kind == BT_CHART_LINE_ENTRY ? view->drag.note.kind : kind;
}
