using Laurel.Definitions;

namespace Laurel.Memberships;

internal static class MembershipReader
{
    public static IReadOnlyList<MembershipPlan> Read(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => ReadPlan(id, n, words, problems));

    public static IReadOnlyList<string> Names(Node? node) => node is Mapping plans ? [.. plans.Pairs.Select(p => p.Key)] : [];

    private static MembershipPlan ReadPlan(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var (fee, term) = fields.Require("fee", (0L, (Period?)null), n => Sentences.Like("fee", n, s => ReadFee(s, words)));
        var plan = new MembershipPlan
        {
            Id = id,
            Name = fields.Read<LocalText?>("name", null, n => LocalText.Read(n, problems)),
            Fee = fee,
            Term = term,
            Trial = fields.Read<Period?>("trial", null, n => Sentences.Like("period of time", n, ReadPeriod)),
            Grace = fields.Read<Period?>("grace", null, n => Sentences.Like("period of time", n, ReadPeriod)),
            TriesAgain = fields.Read<IReadOnlyList<Period>>("tries again", [], ReadPeriods),
            Renews = fields.Choice("renews", RenewalFrom.ItsEnd, ("from its end", RenewalFrom.ItsEnd), ("from the day", RenewalFrom.TheDay)),
            Anniversary = fields.Choice("anniversary", Anniversary.FirstDay, ("of the first day", Anniversary.FirstDay),
                ("of the last end", Anniversary.LastEnd)),
            ToTheHour = fields.Choice("ends", false, ("with the day before", false), ("at the hour it began", true)),
            Cancel = fields.Read<IReadOnlyList<CancelTerms>>("cancel", [new(Cancelling.AtPeriodEnd, null)], ReadCancel),
            CancelDayIsUsed = Day(fields, "day of cancelling", true),
            Change = fields.Choice("change", Changing.CreditDays, ("credit unused days", Changing.CreditDays),
                ("no credit", Changing.NoCredit), ("at period end", Changing.AtPeriodEnd)),
            ChangeDayIsUsed = Day(fields, "day of change", false),
            Rounding = fields.Choice("round", Rounding.Down, ("down", Rounding.Down), ("up", Rounding.Up),
                ("half up", Rounding.HalfUp), ("half even", Rounding.HalfEven)),
            Sku = fields.Text("sold as"),
            InItsBasket = fields.Choice("in its own basket", true, ("counts", true), ("later", false)),
            Gives = fields.Read<IReadOnlyList<string>>("gives", [], Fields.TextList),
            RecognisedOver = fields.Read<Period?>("recognised over", null, ReadPeriod),
        };
        if (plan.TriesAgain.Any(t => plan.Grace is not { } grace || t.After(DateOnly.MinValue) >= grace.After(DateOnly.MinValue)))
            problems.Add(new Problem(fields.Line, "tries-beyond-grace", id));
        fields.End();
        return plan;
    }

    private static bool Day(Fields fields, string key, bool missing) => fields.Choice(key, missing, ("used", true), ("unused", false));

    /// <summary>49.00 EUR a year | 4.90 EUR a month | 73.00 EUR for 365 days | 99.00 EUR once | nothing for 6 months</summary>
    private static (long Fee, Period? Term) ReadFee(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var fee = phrase.Take("nothing") ? 0 : ReadMoney(phrase, words);
        Period? term = null;
        if (phrase.Take("a") || phrase.Take("per"))
            term = new Period(1, phrase.PeriodUnit());
        else if (phrase.Take("for"))
            term = phrase.Period();
        else if (!phrase.Take("once"))
            throw phrase.Wrong("phrase-word-expected", "a year | a month | for 365 days | once");
        phrase.End();
        return (fee, term);
    }

    private static long ReadMoney(Phrase phrase, Vocabulary words)
    {
        var money = phrase.WholeMoney();
        return money.Currency == words.Currency ? money.Whole : throw phrase.Wrong("phrase-word-expected", words.Currency.Code);
    }

    private static IReadOnlyList<Period> ReadPeriods(Node node) =>
        node is Sequence list ? [.. list.Items.Select(n => ReadPeriod(n)!.Value)] : [ReadPeriod(node)!.Value];

    private static Period? ReadPeriod(Node node)
    {
        var phrase = new Phrase(node);
        var period = phrase.Period();
        phrase.End();
        return period;
    }

    private static IReadOnlyList<CancelTerms> ReadCancel(Node node) =>
        node is Sequence list ? [.. list.Items.Select(ReadTerms)] : [ReadTerms(node)];

    /// <summary>at period end | at once | refund unused days | refund unused months | refund all within 14 days</summary>
    private static CancelTerms ReadTerms(Node node)
    {
        var phrase = new Phrase(node);
        var how = phrase.Choose(("at period end", Cancelling.AtPeriodEnd), ("at once", Cancelling.AtOnce),
            ("refund unused days", Cancelling.RefundDays), ("refund unused months", Cancelling.RefundMonths), ("refund all", Cancelling.RefundAll));
        Period? within = phrase.Take("within") ? phrase.Period() : null;
        phrase.End();
        return new CancelTerms(how, within);
    }
}
