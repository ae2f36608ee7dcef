using Laurel.Coalition;
using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>What a step moved in money between those who run a program together, and what stands open.</summary>
internal sealed class ClearingExpectations(Comparison compare)
{
    private Currency Currency => compare.Definition.Currency;

    public void Check(JournalRow row)
    {
        var moved = row.Events.OfType<MoneyMoved>().ToArray();
        CheckMoves(compare, moved);
        CheckShares(compare, moved.SelectMany(m => m.Split));
        compare.All("donates", n => compare.Plain(compare.Reader.Minor(n), Currency.Code), moved.Where(m => m.Purpose == MoneyPurpose.Given)
            .GroupBy(m => m.Rule!)
            .Select(g => (g.Key, compare.Plain(g.Sum(m => m.Parts.Sum(p => p.Amount)), Currency.Code))));
        compare.Each("uses of", (issuer, n) => Units($"uses of {issuer}", n, unit => -row.Events.OfType<UnitsMoved>()
            .Where(m => m.Unit == unit && m.Movement == Movement.Redeemed)
            .SelectMany(m => m.Lots)
            .Where(l => (l.Issuer ?? Shares.Us) == Named(issuer))
            .Sum(l => l.Amount)));
    }

    /// <summary>What was given because of a member, and what she has of each issuer: {bakery: 50 points}.</summary>
    public void Check(Member? member)
    {
        compare.Each("impact", (cause, n) => compare.Same(
            $"impact {cause}",
            $"{(Comparison.IsNothing(n) ? 0 : compare.Reader.Minor(n))}",
            $"{member?.Given.Where(g => g.Counter == cause).Sum(g => g.Amount) ?? 0}"));
        CheckIssuers(member);
    }

    private void CheckIssuers(Member? member) => compare.Each("has of", (issuer, n) => Units($"has of {issuer}", n, unit =>
        member?.Lots.Where(l => l.Unit == unit && (l.Issuer ?? Shares.Us) == Named(issuer)).Sum(l => l.Left) ?? 0));

    /// <summary>{bakery: 200 points, us: 701 points} or amounts of money: who pays how much, all of them.</summary>
    public static void CheckShares(Comparison compare, IEnumerable<Use> split)
    {
        var found = split.GroupBy(s => s.Counter).ToDictionary(g => g.Key, g => g.Sum(s => s.Amount));
        compare.Each("shares", (payer, n) =>
        {
            var isMoney = Currency.TryParse(Fields.Scalar(n).Text.Split(' ')[^1]) is not null;
            var expected = isMoney ? compare.Reader.Minor(n) : compare.Reader.Units(n).Amount;
            compare.Same($"shares {payer}", $"{expected}", $"{found.GetValueOrDefault(Named(payer))}");
        });
    }

    /// <summary>The statements of a settlement, or of a stretch of time.</summary>
    public async Task CheckStatements(JournalReader journal, string program, long? through, DateTimeOffset? from, DateTimeOffset? to)
    {
        var ledger = await MoneyLedger.Read(journal, program, through, from, to);
        compare.Each("settlement", (partner, n) =>
            new StatementExpectations(compare.Under(new Fields(n, compare.Fields.Problems), partner), ledger.Statements.For(partner)).Check());
        Money(compare, "operator holds", ledger.Accounts.GetValueOrDefault(MoneyAccount.Pool) + ledger.Accounts.GetValueOrDefault(MoneyAccount.Operator));
        Money(compare, "operator keeps", ledger.Accounts.GetValueOrDefault(MoneyAccount.Operator));
        compare.Amounts("outstanding", unit => ledger.Outstanding.GetValueOrDefault(unit));
        compare.Each("outstanding of", (issuer, n) =>
            Units($"outstanding of {issuer}", n, unit => ledger.OutstandingOf.GetValueOrDefault((Named(issuer), unit))));
    }

    /// <summary>Money as it is written, rounded to the coin.</summary>
    public static void Money(Comparison compare, string key, long micros) =>
        compare.Money(key, Round.Divide(micros, MoneyEntry.PerCoin, Rounding.HalfUp), compare.Definition.Currency.Code);

    /// <summary>{bakery: -5.00 EUR, pool: 5.00 EUR}: by how much accounts moved; those not named are not compared.</summary>
    private static void CheckMoves(Comparison compare, MoneyMoved[] moved) => compare.Each("money moves", (account, n) =>
    {
        var name = Account(account, compare.Definition);
        var micros = moved.SelectMany(m => m.Entries).Where(e => e.Account == name).Sum(e => e.Micros);
        compare.Same($"money moves {account}", Exact(n, compare.Definition.Currency), Exact(micros, compare.Definition.Currency));
    });

    /// <summary>A partner, a cause, or one of the program's own accounts.</summary>
    public static string Account(string name, Definition definition) => name switch
    {
        MoneyAccount.Pool or MoneyAccount.Bank or MoneyAccount.Customers => name,
        _ when Named(name) == Shares.Us => MoneyAccount.Operator,
        _ when definition.Partner(name) is not null => MoneyAccount.Partner(name),
        _ => MoneyAccount.Cause(name),
    };

    private static string Exact(Node node, Currency currency)
    {
        var phrase = new Phrase(node);
        var money = phrase.Money(currency);
        phrase.End();
        return Exact((long)(money.Minor * MoneyEntry.PerCoin), currency);
    }

    private static string Exact(long micros, Currency currency) => ((decimal)micros / MoneyEntry.PerCoin / currency.Scale).ToString("0.##########");

    private void Units(string what, Node n, Func<string, long> found)
    {
        if (Comparison.IsNothing(n))
        {
            compare.Same(what, "0", $"{compare.Definition.Units.Sum(u => found(u.Id))}");
            return;
        }
        foreach (var item in n is Sequence list ? list.Items : [n])
        {
            var (unit, amount) = compare.Reader.Units(item);
            compare.Same(what, compare.Plain(unit, amount), compare.Plain(unit, found(unit)));
        }
    }

    private static string Named(string name) => name == Shares.Operator ? Shares.Us : name;
}

/// <summary>What a partner's statement says.</summary>
internal sealed class StatementExpectations(Comparison compare, Statement statement)
{
    public void Check()
    {
        ClearingExpectations.Money(compare, "opening", statement.Opening);
        ClearingExpectations.Money(compare, "issued", -statement.Of(MoneyPurpose.Issued));
        ClearingExpectations.Money(compare, "used", -statement.Of(MoneyPurpose.Used));
        ClearingExpectations.Money(compare, "accepted", statement.Of(MoneyPurpose.Accepted));
        ClearingExpectations.Money(compare, "unused", statement.Of(MoneyPurpose.Unused));
        ClearingExpectations.Money(compare, "funded", statement.Of(MoneyPurpose.Funded));
        ClearingExpectations.Money(compare, "pays", Math.Max(0, -statement.Due));
        ClearingExpectations.Money(compare, "receives", Math.Max(0, statement.Due));
        ClearingExpectations.Money(compare, "closing", statement.Closing);
        compare.Amounts("units issued", unit => Units(MoneyPurpose.Issued, unit));
        compare.Amounts("units used", unit => Units(MoneyPurpose.Used, unit));
        compare.Amounts("units accepted", unit => Units(MoneyPurpose.Accepted, unit));
        compare.Amounts("units unused", unit => Units(MoneyPurpose.Unused, unit));
        compare.Fields.End();
    }

    private long Units(MoneyPurpose purpose, string unit) => statement.Lines.Where(l => l.Purpose == purpose && l.Unit == unit).Sum(l => l.Units);
}
