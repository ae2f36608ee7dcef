using Laurel.Definitions;

namespace Laurel.Units;

internal static class UnitReader
{
    public static UnitRule Read(string id, Node node, IReadOnlyList<string> levels, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var unit = new UnitRule
        {
            Id = id,
            Name = fields.Read("name", Plain(id), n => ReadName(n, id, problems)),
            Decimals = fields.Choice("decimals", 0, ("0", 0), ("1", 1), ("2", 2), ("3", 3), ("4", 4)),
            Pending = fields.Read<Period?>("pending", null, n => Sentences.Like("pending", n, s => Whole(s, p => p.Period(alsoHours: true)))),
            Expiry = fields.Read("expires", Expiry.Never, n => n is Mapping byLevel ? ReadLevels(byLevel, levels) : Sentences.Like("expires", n, ReadExpiry)),
            Returns = fields.Choice("returns", SpentOnReturn.WithinBalance, ("only pending", SpentOnReturn.OnlyPending),
                ("within balance", SpentOnReturn.WithinBalance), ("arrears", SpentOnReturn.Arrears)),
            Regained = fields.Read("regained", new Period(30, PeriodUnit.Day), n => Sentences.Like("period of time", n, s => Whole(s, p => p.Period()))),
        };
        if (fields.Read<Currency?>("money", null, ReadCurrency) is { } money)
            unit = unit with { Money = money, Decimals = money.Decimals };
        var words = new Vocabulary(default, [unit]);
        unit = unit with
        {
            RefundsToCard = fields.Choice("refunds", false, ("to the card", true), ("paid out", false)),
            HeldBy = fields.Choice("held by", HeldBy.Anyone, ("anyone", HeldBy.Anyone), ("cards", HeldBy.Cards), ("members", HeldBy.Members)),
            Transfers = fields.Choice("transfers", Transfers.Yes, ("yes", Transfers.Yes), ("no", Transfers.No), ("into arrears", Transfers.IntoArrears)),
            TransferLimits = fields.Read<IReadOnlyList<Earning.Limit>>("transfer limit", [], n => Sentences.Like("limit", n, s => Earning.LimitReader.ReadAll(s, words))),
            OwedAtMost = fields.Read<long?>("owes", null, n => Sentences.Like("owes", n, s => ReadOwed(s, words))),
            CarryOver = fields.Read<CarryOver?>("carries over", null, n => Sentences.Like("carries over", n, s => ReadCarryOver(s, words))),
        };
        unit = unit with { Limits = fields.Read<IReadOnlyList<Earning.Limit>>("limit", [], n => Sentences.Like("limit", n, s => Earning.LimitReader.ReadAll(s, words))) };
        // Its conditions may speak of anything, so that it is read when all else is known: Usable.ReadAll.
        fields.Find("usable when");
        if (unit is { OwedAtMost: not null, Returns: not SpentOnReturn.Arrears, Transfers: not Transfers.IntoArrears })
            problems.Add(new Problem(fields.Line, "owes-never", id));
        fields.End();
        return unit;
    }

    private static T Whole<T>(Node node, Func<Phrase, T> read)
    {
        var phrase = new Phrase(node);
        var value = read(phrase);
        phrase.End();
        return value;
    }

    /// <summary>any amount | at most 500 points</summary>
    private static long? ReadOwed(Node node, Vocabulary words) => Whole<long?>(node, phrase =>
    {
        if (phrase.Take("any amount"))
            return null;
        phrase.Expect("at most");
        var (amount, _) = words.Amount(phrase);
        return amount >= 0 ? amount : throw phrase.Wrong("phrase-positive-expected", $"{amount}");
    });

    private static Currency? ReadCurrency(Node node) =>
        Currency.TryParse(Fields.Scalar(node).Text) ?? throw Fields.Malformed(node, "currency-unknown", node.Shown);

    /// <summary>everything | nothing at end of month | at most 50 points at end of year</summary>
    private static CarryOver? ReadCarryOver(Node node, Vocabulary words) => Whole(node, phrase =>
    {
        if (phrase.Take("everything"))
            return null;
        var most = 0L;
        if (!phrase.Take("nothing"))
        {
            phrase.Expect("at most");
            most = words.Amount(phrase).Amount;
        }
        phrase.Expect("at end of");
        return most >= 0 ? new CarryOver(most, phrase.PeriodUnit()) : throw phrase.Wrong("phrase-positive-expected", $"{most}");
    });

    /// <summary>{regular: 12 months after earning, gold: 24 months after earning}: from a level on, until the next that is named.</summary>
    private static Expiry ReadLevels(Mapping byLevel, IReadOnlyList<string> levels)
    {
        var said = byLevel.Pairs.Select(p => (Rank: levels.ToList().IndexOf(p.Key), p.Key, Expiry: Sentences.Like("expires", p.Value, ReadExpiry), p.Value)).ToArray();
        foreach (var (rank, level, expiry, node) in said)
        {
            if (rank < 0)
                throw Fields.Malformed(node, "tier-unknown", level);
            if (expiry.SinceLastVisit)
                throw Fields.Malformed(node, "expiry-of-levels", level);
        }
        var lowest = said.FirstOrDefault(s => s.Rank == 0).Expiry ?? Expiry.Never;
        return lowest with { ByLevel = [.. said.OrderBy(s => s.Rank).Select(s => KeyValuePair.Create(s.Key, s.Expiry))] };
    }

    /// <summary>never | 90 days after earning | 48 hours after earning | 12 months after earning at end of month | 6 months since last visit | each 12-31</summary>
    private static Expiry ReadExpiry(Node node) => Whole(node, phrase =>
    {
        if (phrase.Take("never"))
            return Expiry.Never;
        if (phrase.Take("each"))
        {
            var word = phrase.Word("12-31");
            return DateOnly.TryParseExact("2000-" + word, "yyyy-MM-dd", out var day)
                ? new Expiry { Each = (day.Month, day.Day) }
                : throw phrase.Wrong("day-of-year-expected", word);
        }
        var period = phrase.Period(alsoHours: true);
        if (period.Unit != PeriodUnit.Hour && phrase.Take("since last visit"))
            return new Expiry { After = period, SinceLastVisit = true };
        phrase.Expect("after earning");
        return new Expiry { After = period, AtEndOf = period.Unit != PeriodUnit.Hour && phrase.Take("at end of") ? phrase.PeriodUnit() : null };
    });

    private static UnitName Plain(string id) => new([id, id, id, id], [id + "s", id + "s", id, id]);

    /// <summary>[leaf, leaves] for all languages, or so for each; one word is both.</summary>
    private static UnitName ReadName(Node node, string id, List<Problem> problems)
    {
        if (node is not Mapping)
            return Fields.TextList(node) is [var one, ..] all ? Same(one, all[^1]) : Plain(id);
        var fields = new Fields(node, problems);
        var pairs = Languages.All.Select(l => fields.Read<IReadOnlyList<string>>(l.Code(), [], Fields.TextList)).ToArray();
        var missing = Languages.All.Where(l => pairs[(int)l].Count == 0).Select(l => l.Code()).ToArray();
        if (missing.Length is > 0 and < 4)
            problems.Add(new Problem(node.Line, "language-missing", id, string.Join(", ", missing)));
        fields.End();
        // Where a language is missing, what is said elsewhere of "40 leaves" is understood all the same.
        return missing.Length == 0 ? new UnitName([.. pairs.Select(p => p[0])], [.. pairs.Select(p => p[^1])])
            : pairs.FirstOrDefault(p => p.Count > 0) is { } said ? Same(said[0], said[^1])
            : Plain(id);
    }

    private static UnitName Same(string one, string many) => new([one, one, one, one], [many, many, many, many]);
}
