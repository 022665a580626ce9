// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-layout.h"

#include <math.h>

static const BtChartLayoutKind kinds[] = {
  { "1", 1, { 1 } },         { "2-columns", 2, { 1, 1 } },    { "2-rows", 1, { 2 } },
  { "3-left", 2, { 1, 2 } }, { "3-columns", 3, { 1, 1, 1 } }, { "3-rows", 1, { 3 } },
  { "4", 2, { 2, 2 } },      { "4-left", 2, { 1, 3 } },       { "5", 3, { 1, 2, 2 } },
  { "6", 3, { 2, 2, 2 } },   { "7", 4, { 1, 2, 2, 2 } },      { "8", 4, { 2, 2, 2, 2 } },
};

const BtChartLayoutKind *
bt_chart_layout_kinds (guint *count)
{
  *count = G_N_ELEMENTS (kinds);
  return kinds;
}

const BtChartLayoutKind *
bt_chart_layout_kind_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, id) == 0)
      return &kinds[i];
  return NULL;
}

guint
bt_chart_layout_kind_count (const BtChartLayoutKind *kind)
{
  guint count = 0;

  for (guint i = 0; i < kind->n_columns; i++)
    count += kind->n_rows[i];
  return count;
}

void
bt_chart_layout_init (BtChartLayout *layout, const BtChartLayoutKind *kind)
{
  guint chart = 0;

  *layout = (BtChartLayout){ .kind = kind };
  for (guint i = 0; i < kind->n_columns; i++)
    {
      layout->columns[i] = 1.0 / kind->n_columns;
      for (guint k = 0; k < kind->n_rows[i]; k++)
        layout->rows[chart++] = 1.0 / kind->n_rows[i];
    }
}

/* Cuts a length into parts by their shares, gap apart; every pixel belongs to one. */
static void
cut (const double *shares, guint count, int length, int gap, int *from, int *size)
{
  int room = MAX (length - (int) (count - 1) * gap, (int) count);
  double sum = 0;
  double before = 0;

  for (guint i = 0; i < count; i++)
    sum += shares[i];
  for (guint i = 0; i < count; i++)
    {
      int start = (int) floor (room * before / sum + 0.5);
      before += shares[i];
      int end = i + 1 == count ? room : (int) floor (room * before / sum + 0.5);
      from[i] = start + (int) i * gap;
      size[i] = MAX (end - start, 1);
    }
}

static void
add_divider (BtChartLayoutPlaces *places,
             gboolean is_vertical,
             guint before,
             guint after,
             BtChartLayoutRect rect)
{
  places->dividers[places->n_dividers++]
    = (BtChartLayoutDivider){ is_vertical, before, after, rect };
}

/* A column or chart that is shown, with its share. */
typedef struct
{
  guint index[BT_CHART_LAYOUT_MAX_CHARTS];
  double share[BT_CHART_LAYOUT_MAX_CHARTS];
  int from[BT_CHART_LAYOUT_MAX_CHARTS];
  int size[BT_CHART_LAYOUT_MAX_CHARTS];
  guint count;
} Parts;

static void
add_part (Parts *parts, guint index, double share)
{
  parts->index[parts->count] = index;
  parts->share[parts->count++] = share;
}

/* The charts of a column that are shown; first is the index of its first chart. */
static Parts
find_rows (const BtChartLayout *layout, guint shown, guint column, guint first)
{
  Parts rows = { .count = 0 };

  for (guint i = first; i < first + layout->kind->n_rows[column]; i++)
    if (shown & (1u << i))
      add_part (&rows, i, layout->rows[i]);
  return rows;
}

static guint
find_first_chart (const BtChartLayoutKind *kind, guint column)
{
  guint first = 0;

  for (guint i = 0; i < column; i++)
    first += kind->n_rows[i];
  return first;
}

static void
place_column (BtChartLayoutPlaces *places, Parts *rows, BtChartLayoutRect area, int gap)
{
  cut (rows->share, rows->count, area.height, gap, rows->from, rows->size);
  for (guint i = 0; i < rows->count; i++)
    {
      places->charts[rows->index[i]]
        = (BtChartLayoutRect){ area.x, area.y + rows->from[i], area.width, rows->size[i] };
      if (i > 0)
        add_divider (places, FALSE, rows->index[i - 1], rows->index[i],
                     (BtChartLayoutRect){ area.x, area.y + rows->from[i] - gap, area.width, gap });
    }
}

void
bt_chart_layout_place (const BtChartLayout *layout,
                       guint shown,
                       int width,
                       int height,
                       int gap,
                       BtChartLayoutPlaces *places)
{
  Parts columns = { .count = 0 };

  *places = (BtChartLayoutPlaces){ .n_dividers = 0 };
  for (guint i = 0; i < layout->kind->n_columns; i++)
    if (find_rows (layout, shown, i, find_first_chart (layout->kind, i)).count > 0)
      add_part (&columns, i, layout->columns[i]);
  if (columns.count == 0)
    return;
  cut (columns.share, columns.count, width, gap, columns.from, columns.size);
  for (guint i = 1; i < columns.count; i++)
    add_divider (places, TRUE, columns.index[i - 1], columns.index[i],
                 (BtChartLayoutRect){ columns.from[i] - gap, 0, gap, height });
  for (guint i = 0; i < columns.count; i++)
    {
      guint column = columns.index[i];
      Parts rows = find_rows (layout, shown, column, find_first_chart (layout->kind, column));
      place_column (places, &rows,
                    (BtChartLayoutRect){ columns.from[i], 0, columns.size[i], height }, gap);
    }
}

/* The width of a column, or the height of a chart, as it was placed. */
static int
get_size (const BtChartLayout *layout,
          const BtChartLayoutPlaces *places,
          gboolean is_column,
          guint index)
{
  if (!is_column)
    return places->charts[index].height;
  guint first = find_first_chart (layout->kind, index);
  for (guint i = first; i < first + layout->kind->n_rows[index]; i++)
    if (places->charts[i].width > 0)
      return places->charts[i].width;
  return 0;
}

void
bt_chart_layout_move (BtChartLayout *layout,
                      const BtChartLayoutPlaces *places,
                      guint divider,
                      int delta_px,
                      int minimum_px)
{
  g_return_if_fail (divider < places->n_dividers);

  const BtChartLayoutDivider *moved = &places->dividers[divider];
  double *shares = moved->is_vertical ? layout->columns : layout->rows;
  int before = get_size (layout, places, moved->is_vertical, moved->before);
  int after = get_size (layout, places, moved->is_vertical, moved->after);
  int least = MIN (minimum_px, (before + after) / 2);
  int wanted = CLAMP (before + delta_px, least, before + after - least);
  double sum = shares[moved->before] + shares[moved->after];

  if (before + after <= 0)
    return;
  shares[moved->before] = sum * wanted / (before + after);
  shares[moved->after] = sum - shares[moved->before];
}
