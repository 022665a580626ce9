// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#pragma once

#include "engine/bt-engine.h"
