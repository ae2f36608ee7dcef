using System.Globalization;
using System.Text;

namespace Laurel.Insight.Simulation;

/// <summary>What an invented member wrote on her enrolment form. E-mail addresses end in a domain that reaches nobody.</summary>
/// <param name="Birthday">Null where she left it out, as a third do.</param>
public sealed record ShopCard(string GivenName, string FamilyName, Language Language, string Email, DateOnly? Birthday)
{
    private const double BirthdayShare = 0.67;
    private static readonly double[] Languages = [0.18, 0.52, 0.26, 0.04];

    // By language in the order of the enumeration: English, French, Dutch, Estonian.
    private static readonly string[][] GivenNames =
    [
        ["Alice", "Emma", "Grace", "Hannah", "Lucy", "Olivia", "Ruth", "Daniel", "Henry", "James", "Oliver", "Samuel", "Thomas", "William"],
        ["Amélie", "Camille", "Chloé", "Élise", "Inès", "Léa", "Manon", "Noémie", "Antoine", "Arthur", "Hugo", "Louis", "Mathis", "Théo"],
        ["Anke", "Elke", "Fien", "Griet", "Jana", "Lotte", "Marijke", "Noor", "Bram", "Daan", "Jef", "Pieter", "Stijn", "Wout"],
        ["Anu", "Kadri", "Kersti", "Liis", "Maarja", "Piret", "Triin", "Ülle", "Andres", "Jaan", "Kaarel", "Mihkel", "Rein", "Tõnu"],
    ];

    private static readonly string[][] FamilyNames =
    [
        ["Baker", "Carter", "Ellis", "Foster", "Hughes", "Marsh", "Palmer", "Reed", "Shaw", "Turner", "Walsh", "Young"],
        ["Bernard", "Claes", "Dubois", "Dupont", "Fontaine", "Gérard", "Lambert", "Leroy", "Marchal", "Noël", "Renard", "Simon"],
        ["Aerts", "Claessens", "De Smet", "Goossens", "Hermans", "Jacobs", "Maes", "Mertens", "Peeters", "Van den Berg", "Willems", "Wouters"],
        ["Kask", "Kuusk", "Lepik", "Mägi", "Oja", "Pärn", "Rebane", "Saar", "Sepp", "Tamm", "Vaher", "Õunapuu"],
    ];

    internal static ShopCard Of(ulong seed, MemberId member)
    {
        var dice = Dice.For(seed, DrawnFor.Card, Number(member));
        var language = (Language)dice.Pick(Languages);
        var given = Any(GivenNames[(int)language], ref dice);
        var family = Any(FamilyNames[(int)language], ref dice);
        var email = $"{Plain(given)}.{Plain(family)}.{member.Value[^4..]}@example.org";
        var birthday = new DateOnly(1945, 1, 1).AddDays(dice.Below(62 * 365));
        return new ShopCard(given, family, language, email, dice.Chance(BirthdayShare) ? birthday : null);
    }

    private static string Any(string[] names, ref Dice dice) => names[dice.Below(names.Length)];

    private static long Number(MemberId member)
    {
        var number = 17L;
        foreach (var c in member.Value)
            number = unchecked(number * 1_000_003 + c);
        return number;
    }

    private static string Plain(string name) => string.Concat(name
        .Normalize(NormalizationForm.FormD)
        .Where(char.IsAsciiLetter)
        .Select(c => char.ToLower(c, CultureInfo.InvariantCulture)));
}
