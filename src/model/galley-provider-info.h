/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-provider-kind.h"
#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROVIDER_INFO (galley_provider_info_get_type ())

/**
 * GalleyProviderInfo:
 *
 * What is stored of a provider of language models.  Keys are not: they are in the user's keyring.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyProviderInfo, galley_provider_info, GALLEY, PROVIDER_INFO, GalleyValue)

int                galley_provider_info_get_id (GalleyProviderInfo *self);
const char        *galley_provider_info_get_name (GalleyProviderInfo *self);
GalleyProviderKind galley_provider_info_get_kind (GalleyProviderInfo *self);
const char        *galley_provider_info_get_url (GalleyProviderInfo *self);
const char        *galley_provider_info_get_description (GalleyProviderInfo *self);
const char        *galley_provider_info_get_database_id (GalleyProviderInfo *self);

G_END_DECLS
