using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Pricing;

namespace Laurel.Engine.Examples;

/// <summary>What a purchase came to, in all and by line, which offers applied and which did not; what a return pays back.</summary>
internal sealed class PurchaseExpectations(Comparison compare, Program program)
{
    public void Check(JournalRow row)
    {
        if (row.Events.OfType<PurchaseRecorded>().SingleOrDefault() is { } purchase)
        {
            CheckSums(purchase, row.Events.OfType<Coalition.MoneyMoved>().SelectMany(m => m.Entries).Where(e => e.Account == Coalition.MoneyAccount.Customers).Sum(e => -e.Micros));
            CheckLines(purchase);
            CheckDiscountsAndTax((RecordPurchase)row.Command, purchase);
            CheckUnitsByLine(row, purchase.Prices.Count);
            compare.Texts("applied", purchase.Given.Select(g => g.Source).DefaultIfEmpty("nothing"));
            CheckDiscounts(purchase);
            compare.All("free items", n => new Phrase(n).Number().ToString("0.####"), purchase.Prices
                .Select((p, i) => ($"{i + 1}", Free: p.Free.ToString("0.####")))
                .Where(p => p.Free != "0"));
            CheckMisses(purchase.Misses);
            compare.All("tops up", compare.Plain, row.Events.OfType<UnitsMoved>()
                .Where(m => m.Movement == Movement.Loaded && m.Parts.All(p => p.Rule != "loaded"))
                .GroupBy(m => (m.Member, m.Unit))
                .Select(g => (g.Key.Member.Value, compare.Plain(g.Key.Unit, g.Sum(m => m.Amount)))));
        }
        if (row.Events.OfType<ActivityRecorded>().SingleOrDefault() is { } activity)
            CheckMisses(activity.Misses);
        if (row.Events.OfType<Receipts.ReceiptClaimed>().SingleOrDefault() is { } claimed)
            CheckMisses(claimed.Misses);
        if (row.Events.OfType<LinesReturned>().SingleOrDefault() is { } returned)
            CheckPaidBack(row, returned);
    }

    /// <summary>What the goods come to, and how it is divided: what went back to cards and credit, and what is left to give in hand.</summary>
    private void CheckPaidBack(JournalRow row, LinesReturned returned)
    {
        var stored = row.Events.OfType<UnitsMoved>().Where(m => m is { Movement: Movement.Paid, Amount: > 0 }).ToArray();
        compare.Money("pays back", returned.Total, returned.Currency);
        compare.Money("in hand", returned.Total - stored.Sum(m => m.Amount), returned.Currency);
        compare.All("to cards", n => compare.Plain(compare.Reader.Minor(n, Currency.TryParse(returned.Currency)), returned.Currency), stored
            .GroupBy(m => m.Member == returned.Member ? m.Unit : m.Member.Value)
            .Select(g => (g.Key, compare.Plain(g.Sum(m => m.Amount), returned.Currency))));
    }

    private void CheckMisses(IReadOnlyList<Miss> misses) => compare.Each("misses", (rule, reasons) => compare.Same($"misses {rule}",
        string.Join(", ", Fields.TextList(reasons).Order()),
        string.Join(", ", misses.Where(m => m.Rule == rule || m.Rule == Giving.GivingReader.Prefix + rule).Select(m => m.Reason).Order())));

    /// <summary>By offer or reward, or a list in the order in which they were taken off.</summary>
    private void CheckDiscounts(PurchaseRecorded purchase)
    {
        if (compare.Fields.Find("discounts") is Sequence list)
        {
            compare.Same("discounts", string.Join(", ", list.Items.Select(n => Plain(n, purchase))),
                string.Join(", ", purchase.Given.Select(g => compare.Plain(g.Amount, purchase.Currency))));
            return;
        }
        compare.All("discounts", n => Plain(n, purchase), purchase.Given
            .Select(g => (g.Source, compare.Plain(g.Amount, purchase.Currency))));
    }

    private void CheckSums(PurchaseRecorded purchase, long added)
    {
        compare.Money("total", purchase.Total, purchase.Currency);
        compare.Money("tax", purchase.Tax, purchase.Currency);
        compare.Money("without tax", purchase.Total - purchase.Tax, purchase.Currency);
        compare.Money("discount", purchase.Discount, purchase.Currency);
        compare.Money("to pay", purchase.Total - purchase.Paid.Sum(p => p.Amount) + added / Coalition.MoneyEntry.PerCoin, purchase.Currency);
        compare.All("paid", n => Plain(n, purchase), purchase.Paid
            .GroupBy(p => p.Account == purchase.Member ? p.Unit : p.Account.Value)
            .Select(g => (g.Key, compare.Plain(g.Sum(p => p.Amount), purchase.Currency))));
    }

    private void CheckLines(PurchaseRecorded purchase)
    {
        ByLine("line discounts", purchase, p => p.Discount);
        ByLine("line taxes", purchase, p => p.Tax);
        ByLine("line totals", purchase, p => p.Total);
    }

    /// <summary>What offers and rewards took off, with its tax and without: the price had nothing been taken off, less the price.</summary>
    private void CheckDiscountsAndTax(RecordPurchase command, PurchaseRecorded purchase)
    {
        var plain = new Till(program.Version(purchase.Version), command.Purchase).Priced().Select(l => l.Price).ToArray();
        var withTax = plain.Zip(purchase.Prices, (before, after) => before.Total - after.Total).ToArray();
        var withoutTax = plain.Zip(purchase.Prices, (before, after) => before.Total - before.Tax - (after.Total - after.Tax)).ToArray();
        compare.Money("discount with tax", withTax.Sum(), purchase.Currency);
        compare.Money("discount without tax", withoutTax.Sum(), purchase.Currency);
        ByLine("line discounts with tax", purchase, withTax);
        ByLine("line discounts without tax", purchase, withoutTax);
    }

    /// <summary>{1: 144 points, 2: 400 points}: what each line brought.</summary>
    private void CheckUnitsByLine(JournalRow row, int lines) => EachLine("line units", lines, (line, n) =>
    {
        var found = Attribution.Of(program, new PurchaseRow((RecordPurchase)row.Command, row.Events));
        var (unit, amount) = compare.Reader.Units(n);
        var brought = found.GetValueOrDefault(unit)?[line] ?? 0;
        compare.Same($"line units {line + 1}", compare.Plain(unit, amount), compare.Plain(unit, brought));
    });

    private void ByLine(string key, PurchaseRecorded purchase, Func<LinePrice, long> part) =>
        ByLine(key, purchase, [.. purchase.Prices.Select(part)]);

    private void ByLine(string key, PurchaseRecorded purchase, long[] found) => EachLine(key, found.Length, (line, n) =>
        compare.Same($"{key} {line + 1}", Plain(n, purchase), compare.Plain(found[line], purchase.Currency)));

    /// <summary>Pairs by the line's place in the basket, from 1 as people count.</summary>
    private void EachLine(string key, int lines, Action<int, Node> check) => compare.Each(key, (line, n) =>
    {
        if (int.TryParse(line, out var number) && number >= 1 && number <= lines)
            check(number - 1, n);
        else
            compare.Fail($"{key}: there is no line {line}");
    });

    private string Plain(Node money, PurchaseRecorded purchase) => compare.Plain(compare.Reader.Minor(money, Currency.TryParse(purchase.Currency)), purchase.Currency);
}
