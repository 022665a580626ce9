// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-packed-stream.h"

#include <string.h>
#include <zstd.h>

#define ZSTD_LEVEL 3
#define GZIP_LEVEL 6

#define BT_TYPE_ZSTD_PACKER (bt_zstd_packer_get_type ())
G_DECLARE_FINAL_TYPE (BtZstdPacker, bt_zstd_packer, BT, ZSTD_PACKER, GObject)

struct _BtZstdPacker
{
  GObject parent_instance;
  ZSTD_CCtx *context;
};

static void bt_zstd_packer_iface_init (GConverterIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BtZstdPacker,
                               bt_zstd_packer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_CONVERTER, bt_zstd_packer_iface_init))

static GConverterResult
bt_zstd_packer_convert (GConverter *converter,
                        const void *in,
                        gsize in_length,
                        void *out,
                        gsize out_length,
                        GConverterFlags flags,
                        gsize *bytes_read,
                        gsize *bytes_written,
                        GError **error)
{
  BtZstdPacker *self = BT_ZSTD_PACKER (converter);
  ZSTD_inBuffer source = { in, in_length, 0 };
  ZSTD_outBuffer target = { out, out_length, 0 };
  const ZSTD_EndDirective directive = flags & G_CONVERTER_INPUT_AT_END ? ZSTD_e_end
                                      : flags & G_CONVERTER_FLUSH      ? ZSTD_e_flush
                                                                       : ZSTD_e_continue;
  const gsize left = ZSTD_compressStream2 (self->context, &target, &source, directive);

  *bytes_read = source.pos;
  *bytes_written = target.pos;
  if (ZSTD_isError (left))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "packing failed: %s",
                   ZSTD_getErrorName (left));
      return G_CONVERTER_ERROR;
    }
  if (directive != ZSTD_e_continue && left == 0 && source.pos == in_length)
    return directive == ZSTD_e_end ? G_CONVERTER_FINISHED : G_CONVERTER_FLUSHED;
  if (source.pos == 0 && target.pos == 0)
    {
      g_set_error_literal (error, G_IO_ERROR,
                           in_length == 0 ? G_IO_ERROR_PARTIAL_INPUT : G_IO_ERROR_NO_SPACE,
                           "more input or room is needed");
      return G_CONVERTER_ERROR;
    }
  return G_CONVERTER_CONVERTED;
}

static void
bt_zstd_packer_reset (GConverter *converter)
{
  ZSTD_CCtx_reset (BT_ZSTD_PACKER (converter)->context, ZSTD_reset_session_only);
}

static void
bt_zstd_packer_finalize (GObject *object)
{
  ZSTD_freeCCtx (BT_ZSTD_PACKER (object)->context);
  G_OBJECT_CLASS (bt_zstd_packer_parent_class)->finalize (object);
}

static void
bt_zstd_packer_iface_init (GConverterIface *iface)
{
  iface->convert = bt_zstd_packer_convert;
  iface->reset = bt_zstd_packer_reset;
}

static void
bt_zstd_packer_class_init (BtZstdPackerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_zstd_packer_finalize;
}

static void
bt_zstd_packer_init (BtZstdPacker *self)
{
  self->context = ZSTD_createCCtx ();
  g_assert (self->context != NULL);
  ZSTD_CCtx_setParameter (self->context, ZSTD_c_compressionLevel, ZSTD_LEVEL);
  ZSTD_CCtx_setParameter (self->context, ZSTD_c_checksumFlag, 1);
}

BtPacking
bt_packing_from_name (const char *name)
{
  g_return_val_if_fail (name != NULL, BT_PACKING_NONE);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, ".gz"))
    return BT_PACKING_GZIP;
  return g_str_has_suffix (lower, ".zst") ? BT_PACKING_ZSTD : BT_PACKING_NONE;
}

gboolean
bt_packing_parse (const char *text, BtPacking *out)
{
  static const char *const names[]
    = { [BT_PACKING_NONE] = "none", [BT_PACKING_GZIP] = "gz", [BT_PACKING_ZSTD] = "zst" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (text, names[i]) == 0)
      {
        *out = (BtPacking) i;
        return TRUE;
      }
  return FALSE;
}

GOutputStream *
bt_packed_stream_new (GOutputStream *base, BtPacking packing)
{
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (base), NULL);
  g_autoptr (GConverter) converter = NULL;

  if (packing == BT_PACKING_NONE)
    return g_object_ref (base);
  if (packing == BT_PACKING_GZIP)
    converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, GZIP_LEVEL));
  else
    converter = g_object_new (BT_TYPE_ZSTD_PACKER, NULL);
  return g_converter_output_stream_new (base, converter);
}
