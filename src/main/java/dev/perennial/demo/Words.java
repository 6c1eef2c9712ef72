package dev.perennial.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Invented names of companies and people, each company once. */
final class Words {
  private static final List<String> HEADS =
      List.of(
          "Velo", "Tarn", "Quil", "Bren", "Oster", "Luma", "Kapi", "Mero", "Sund", "Fjel", "Arv",
          "Nori", "Pell", "Dovra", "Hask", "Ilva", "Jorn", "Zeph", "Crem", "Wend", "Yarr", "Ebon",
          "Gral", "Rusk", "Thal", "Vinn", "Obsi", "Kest", "Lorm", "Strav");
  private static final List<String> TAILS =
      List.of(
          "dane", "wick", "mere", "tora", "holt", "vika", "brant", "sella", "moor", "quist", "fen",
          "lund", "garde", "rova", "stad", "thorn", "vale", "nexa", "bury", "ard");
  private static final List<String> TRADES =
      List.of(
          "Logistics",
          "Foods",
          "Instruments",
          "Textiles",
          "Energy",
          "Clinics",
          "Insurance",
          "Media",
          "Components",
          "Travel",
          "Analytics",
          "Packaging",
          "Robotics",
          "Water",
          "Retail",
          "Publishing");
  private static final List<String> FIRST =
      List.of(
          "Ada", "Bela", "Carin", "Dario", "Edda", "Farid", "Greta", "Hugo", "Ines", "Jonas",
          "Kaya", "Leo", "Mira", "Nils", "Olga", "Pavel", "Quentin", "Rosa", "Sami", "Tara", "Ugo",
          "Vera", "Wim", "Yuna", "Zoe", "Anouk", "Bram", "Celia", "Dinesh", "Elif");
  private static final List<String> LAST =
      List.of(
          "Ashvale",
          "Birkmoor",
          "Calderin",
          "Dunfell",
          "Elmsworth",
          "Farrowin",
          "Grantley",
          "Holmvik",
          "Iverstad",
          "Jarrowby",
          "Kelmore",
          "Lindgarth",
          "Marlowin",
          "Northwall",
          "Oakhurin",
          "Penrose",
          "Quarley",
          "Ravenholt",
          "Stonefell",
          "Thornbury",
          "Ulverin",
          "Vanterpool",
          "Westerby",
          "Yewdale",
          "Zellinger",
          "Applegarth",
          "Brookmere",
          "Copperfeld",
          "Dellwood",
          "Eastmoor");

  private final Set<String> taken = new HashSet<>();

  /** The industry of a company is its last word. */
  String company(Dice dice) {
    while (true) {
      String stem = dice.pick(HEADS) + dice.pick(TAILS);
      if (taken.add(stem)) {
        return stem + " " + dice.pick(TRADES);
      }
    }
  }

  /** A child of a group carries the group's first word. */
  static String subsidiary(String group, String region) {
    return group.substring(0, group.indexOf(' ')) + " " + region;
  }

  static String person(Dice dice) {
    return dice.pick(FIRST) + " " + dice.pick(LAST);
  }

  /** An address that can never reach anybody: the top-level domain is reserved (RFC 2606). */
  static String email(String person, String company) {
    return slug(person, ".") + "@" + slug(company, "-") + ".example";
  }

  static String slug(String text, String joint) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", joint);
  }
}
