using Laurel.Coalition;
using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Gives;
using Laurel.Units;

namespace Laurel.Giving;

/// <summary>What a customer is asked to add to what she pays.</summary>
public enum Asks
{
    /// <summary>She is not asked.</summary>
    Nothing,

    /// <summary>What is missing to the next full amount.</summary>
    RoundUp,

    /// <summary>A fixed amount.</summary>
    Amount,

    /// <summary>As much as she says.</summary>
    AnyAmount,
}

/// <summary>One way in which purchases bring money to a cause.</summary>
public sealed record GivingRule
{
    public required string Id { get; init; }

    /// <summary>The cause.</summary>
    public required string To { get; init; }
    public Asks Asks { get; init; }

    /// <summary>The full amount to round up to, or the amount asked for; minor units.</summary>
    public long Step { get; init; }

    /// <summary>How much, when and within which limits, in the program's money.</summary>
    public required EarningRule Rule { get; init; }

    /// <summary>A return takes it back; else it stays given.</summary>
    public bool TakenBack { get; init; }

    /// <summary>Who pays, where it is the merchant's money; null is whoever sells.</summary>
    public Shares? PaidBy => Rule.PaidBy;

    /// <summary>Customers add it to what they pay; else the merchant gives it.</summary>
    public bool IsCustomers => Asks != Asks.Nothing;
}

/// <summary>Somebody or something that money is given to.</summary>
public sealed record Cause(string Id, LocalText? Name);

/// <summary>What a customer agreed to add to a purchase.</summary>
public sealed record Contribution
{
    /// <summary>The way of giving she was asked about.</summary>
    public required string Giving { get; init; }

    /// <summary>Minor units, where she may choose how much.</summary>
    public long? Amount { get; init; }
}

internal static class GivingReader
{
    /// <summary>Before the name of a way of giving, where it is counted like a rule.</summary>
    public const string Prefix = "giving:";

    /// <summary>The program's money as if it were a unit, so that it is given, limited and rounded like one.</summary>
    public static UnitRule Money(Currency currency)
    {
        string[] name = [.. Languages.All.Select(_ => currency.Code)];
        return new UnitRule { Id = currency.Code, Money = currency, Decimals = currency.Decimals, Name = new UnitName(name, name) };
    }

    public static IReadOnlyList<GivingRule> Read(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => ReadRule(id, n, words, problems));

    public static IReadOnlyList<Cause> ReadCauses(Node node, List<Problem> problems) => new Fields(node, problems).Named((id, n) =>
    {
        var fields = new Fields(n, problems);
        var cause = new Cause(id, fields.Read<LocalText?>("name", null, name => LocalText.Read(name, problems)));
        fields.End();
        return cause;
    });

    private static GivingRule? ReadRule(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var money = new Vocabulary(words.Currency, [Money(words.Currency)])
        {
            Tiers = words.Tiers,
            Memberships = words.Memberships,
            Partners = words.Partners,
            Shops = words.Shops,
        };
        var (asks, step) = fields.Read("asks", (Asks.Nothing, 0L), n => Sentences.Like("asks", n, s => ReadAsks(s, words.Currency)));
        var isCustomers = fields.Choice("money of", fields.Has("asks"), ("merchant", false), ("customer", true));
        var rule = EarningReader.ReadGiving(Prefix + id, fields, money, fields.Has("asks") ? new Fixed(0) { Unit = words.Currency.Code } : null, problems);
        var to = fields.Require("to", "", ReadCause);
        var isTakenBack = fields.Choice("returns", asks == Asks.Nothing, ("taken back", true), ("kept", false));
        var giving = rule is null ? null : new GivingRule { Id = id, To = to, Asks = asks, Step = step, Rule = rule, TakenBack = isTakenBack };
        if (isCustomers != fields.Has("asks"))
            problems.Add(new Problem(fields.Line, "giving-not-asked", id));
        fields.End();
        return giving;
    }

    private static string ReadCause(Node node) =>
        Ids.IsId(Fields.Scalar(node).Text) ? Fields.Scalar(node).Text : throw Fields.Malformed(node, "id-malformed");

    /// <summary>to next 1.00 EUR | 0.50 EUR | any amount</summary>
    private static (Asks, long) ReadAsks(Node node, Currency currency)
    {
        var phrase = new Phrase(node);
        if (phrase.Take("any amount"))
        {
            phrase.End();
            return (Asks.AnyAmount, 0);
        }
        var asks = phrase.Take("to next") ? Asks.RoundUp : Asks.Amount;
        var money = phrase.WholeMoney();
        phrase.End();
        return money.Currency == currency ? (asks, money.Whole) : throw phrase.Wrong("phrase-word-expected", currency.Code);
    }
}
