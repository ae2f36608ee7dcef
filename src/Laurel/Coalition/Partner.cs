using Laurel.Definitions;
using Laurel.Earning.Conditions;

namespace Laurel.Coalition;

/// <summary>When a partner pays for the units it issues.</summary>
public enum Pays
{
    /// <summary>When it issues them: prepaid.</summary>
    Ahead,

    /// <summary>When they are used: postpaid.</summary>
    WhenUsed,
}

/// <summary>What a unit costs a partner, or brings it.</summary>
/// <param name="Unit">Which unit.</param>
/// <param name="Micros">Millionths of the currency's smallest coin, for the unit's smallest part.</param>
public readonly record struct UnitPrice(string Unit, long Micros);

/// <summary>An independent business that issues and accepts the same units, or that pays for some of what is given.</summary>
public sealed record Partner
{
    public required string Id { get; init; }
    public LocalText? Name { get; init; }

    /// <summary>Its shops; its own id where none is named.</summary>
    public required IReadOnlyList<string> Locations { get; init; }

    /// <summary>What it pays for the units it issues.</summary>
    public IReadOnlyList<UnitPrice> IssuesAt { get; init; } = [];

    /// <summary>What it gets for the units it accepts.</summary>
    public IReadOnlyList<UnitPrice> AcceptsAt { get; init; } = [];
    public bool Issues { get; init; } = true;
    public bool Accepts { get; init; } = true;
    public Pays Pays { get; init; }

    /// <summary>Where the units it issues may be used: partners, or <see cref="Shares.Us"/>; null is everywhere.</summary>
    public IReadOnlyList<string>? UsedAt { get; init; }

    /// <summary>Whose units are used first at its shops, in this order; the others after them.</summary>
    public IReadOnlyList<string> UsesFirst { get; init; } = [];

    /// <summary>A member is known to it only with her consent.</summary>
    public bool NeedsConsent { get; init; }

    /// <summary>Local days on which it takes part.</summary>
    public InPeriod? Valid { get; init; }

    public bool TakesPart(DateOnly day) => !(day < Valid?.From) && !(day > Valid?.To);

    public long PriceOfIssuing(string unit) => Price(IssuesAt, unit);

    public long PriceOfAccepting(string unit) => Price(AcceptsAt, unit);

    private static long Price(IReadOnlyList<UnitPrice> prices, string unit)
    {
        foreach (var price in prices)
        {
            if (price.Unit == unit)
                return price.Micros;
        }
        return 0;
    }
}

internal static class PartnerReader
{
    /// <summary>The names of partners, before they are read.</summary>
    public static IReadOnlyList<string> Names(Node? node) => node is Mapping partners ? [.. partners.Pairs.Select(p => p.Key)] : [];

    /// <summary>The shops of each, before they are read, for conditions that name a partner.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Locations(Node? node) => node is not Mapping partners ? new Dictionary<string, IReadOnlyList<string>>()
        : partners.Pairs.DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => Places(p.Key, (p.Value as Mapping)?["locations"]));

    public static IReadOnlyList<Partner> Read(Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var partners = fields.Named((id, n) => ReadPartner(id, n, words, problems));
        foreach (var twice in partners.SelectMany(p => p.Locations).GroupBy(l => l).Where(g => g.Count() > 1))
            problems.Add(new Problem(fields.Line, "location-twice", twice.Key));
        foreach (var reserved in partners.Where(p => p.Id is Shares.Us or Shares.Operator))
            problems.Add(new Problem(fields.Line, "partner-reserved", reserved.Id));
        return partners;
    }

    private static Partner ReadPartner(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var partner = new Partner
        {
            Id = id,
            Name = fields.Read<LocalText?>("name", null, n => LocalText.Read(n, problems)),
            Locations = Places(id, fields.Find("locations")),
            IssuesAt = fields.Read<IReadOnlyList<UnitPrice>>("issues at", [], n => Prices(n, words)),
            AcceptsAt = fields.Read<IReadOnlyList<UnitPrice>>("accepts at", [], n => Prices(n, words)),
            Issues = fields.Choice("issues", true, ("yes", true), ("no", false)),
            Accepts = fields.Choice("accepts", true, ("yes", true), ("no", false)),
            Pays = fields.Choice("pays", Pays.Ahead, ("ahead", Pays.Ahead), ("when used", Pays.WhenUsed)),
            UsedAt = fields.Read<IReadOnlyList<string>?>("used at", null, n => n is Scalar { Text: "everywhere" } ? null : Known(n, words)),
            UsesFirst = fields.Read<IReadOnlyList<string>>("uses first", [], n => Known(n, words)),
            NeedsConsent = fields.Choice("consent", false, ("required", true), ("not needed", false)),
            Valid = fields.Read<InPeriod?>("valid", null, n => InPeriod.Read(n, words)),
        };
        fields.End();
        return partner;
    }

    private static IReadOnlyList<string> Places(string id, Node? node) => node switch
    {
        Sequence list => [.. list.Items.OfType<Scalar>().Select(i => i.Text)],
        Scalar one => [one.Text],
        _ => [id],
    };

    private static List<string> Known(Node node, Vocabulary words)
    {
        var names = Fields.TextList(node).Select(n => n == Shares.Operator ? Shares.Us : n).ToList();
        return names.Find(n => n != Shares.Us && !words.Partners.Contains(n)) is { } unknown
            ? throw Fields.Malformed(node, "partner-unknown", unknown)
            : names;
    }

    /// <summary>0.010 EUR, for every unit that is no money, or a list: [0.010 EUR per point, 0.50 EUR per stamp]</summary>
    private static IReadOnlyList<UnitPrice> Prices(Node node, Vocabulary words) =>
        [.. (node is Sequence list ? list.Items : [node]).SelectMany(n => Price(n, words))];

    private static List<UnitPrice> Price(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var money = phrase.Money();
        if (money.Minor < 0)
            throw phrase.Wrong("phrase-number-expected", node.Shown);
        if (money.Currency != words.Currency)
            throw phrase.Wrong("phrase-word-expected", words.Currency.Code);
        var units = phrase.Take("per") ? [words.Unit(phrase)] : words.Units.Where(u => u.Money is null);
        phrase.End();
        return [.. units.Select(u => new UnitPrice(u.Id, Micros(money.Minor, u.Scale, node)))];
    }

    private static long Micros(decimal minor, long scale, Node node)
    {
        var micros = minor * MoneyEntry.PerCoin / scale;
        return micros == decimal.Truncate(micros) && micros <= 1_000_000_000_000 ? (long)micros : throw Fields.Malformed(node, "price-too-fine", node.Shown);
    }
}
