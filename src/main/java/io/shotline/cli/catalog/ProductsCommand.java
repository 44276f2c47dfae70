package io.shotline.cli.catalog;

import picocli.CommandLine.Command;

/** Lists, sets and removes the settings of products. */
@Command(
    name = "products",
    description = {
      "Lists, sets and removes the settings of products.",
      "A change counts from the next image on. A product without settings is scored with the",
      "defaults as soon as it has shots."
    },
    subcommands = {
      ProductsListCommand.class,
      ProductsSetCommand.class,
      ProductsRemoveCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class ProductsCommand {}
