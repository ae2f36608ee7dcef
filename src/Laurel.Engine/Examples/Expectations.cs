using Laurel.Definitions;
using Laurel.Deciding;

namespace Laurel.Engine.Examples;

/// <summary>Compares what a step or the end of an example expects with what came of it. What is not said is not compared.</summary>
internal sealed class Expectations(Definition definition, StepReader reader, Fields fields, string where, List<string> failures)
{
    public void Check(Answer answer)
    {
        switch (answer)
        {
            case Answer.Conflict conflict:
                Fail("conflict", "none", string.Join(", ", conflict.Fields), fields.Find("conflict") is null);
                fields.Read<string?>("conflict", null, n => Same("conflict", Names(n), string.Join(", ", conflict.Fields.Select(Last).Order())));
                break;
            case Answer.Decided decided:
                Fail("conflict", "one", "none", fields.Find("conflict") is not null);
                CheckReplayed(decided.Replayed);
                CheckRow(decided.Row);
                break;
            default:
                failures.Add($"{where}: {answer}");
                break;
        }
    }

    public void CheckTogether(IReadOnlyList<Answer> answers)
    {
        var rows = answers.OfType<Answer.Decided>().ToArray();
        Number("accepted", rows.Count(r => r.Row.IsAccepted));
        Number("replayed", rows.Count(r => r.Replayed));
        var refused = rows.Where(r => !r.Row.IsAccepted).GroupBy(r => r.Row.Refusal!.Code).ToDictionary(g => g.Key, g => g.Count());
        if (fields.Find("refused") is not Mapping expected)
            return;
        foreach (var pair in expected.Pairs)
            Same($"refused {pair.Key}", Fields.Scalar(pair.Value).Text, refused.GetValueOrDefault(pair.Key).ToString());
    }

    /// <summary>What stands for a member at an instant.</summary>
    public void CheckMember(Member? member, DateTimeOffset at)
    {
        Amounts("balance", unit => member?.Balance(unit, at) is { } b ? b.Total : 0);
        Amounts("available", unit => member?.Balance(unit, at).Available ?? 0);
        Amounts("pending", unit => member?.Balance(unit, at).Pending ?? 0);
        Amounts("reserved", unit => member?.Balance(unit, at).Reserved ?? 0);
        Amounts("owes", unit => member?.Account(unit).Owed ?? 0);
        Amounts("counted", unit => member?.Account(unit).Counted ?? 0);
        Number("postings", member?.Accounts.Sum(a => a.Number) ?? 0);
        fields.Read<string?>("tier", null, n => Same("tier", Fields.Scalar(n).Text,
            member is null ? "" : Climbing.TierAt(new Rules(definition, 1), member, at) ?? ""));
        fields.Read<string?>("spend", null, n => Same("spend", Money(reader.Minor(n)), Money(member?.SpendEver ?? 0)));
        Lots(member);
    }

    public async Task CheckHistory(JournalReader journal, string program, MemberId member)
    {
        if (fields.Find("entries") is null)
            return;
        var history = await journal.History(program, member, count: 1000);
        Number("entries", history.Sum(r => r.Events.OfType<UnitsMoved>().Count(m => m.Member == member)));
    }

    /// <summary>{written-off: 100 points}: what stands in the program's accounts, without sign.</summary>
    public async Task CheckAccounts(JournalReader journal, string program)
    {
        var sums = new Dictionary<(Account, string), long>();
        await foreach (var row in journal.Rows(program))
        {
            foreach (var moved in row.Events.OfType<UnitsMoved>())
            {
                foreach (var entry in moved.Entries)
                    sums[(entry.Account, moved.Unit)] = sums.GetValueOrDefault((entry.Account, moved.Unit)) + entry.Amount;
            }
        }
        foreach (var (word, account) in new[]
        {
            ("members", Account.Members), ("issued", Account.Issued), ("redeemed", Account.Redeemed), ("expired", Account.Expired),
            ("adjusted", Account.Adjusted), ("opening", Account.Opening), ("written-off", Account.WrittenOff),
        })
            Amounts(word, unit => Math.Abs(sums.GetValueOrDefault((account, unit))));
    }

    /// <summary>{"stock:mug": 3}: what was used up of shared limits and stock.</summary>
    public async Task CheckCounters(JournalReader journal, string program)
    {
        foreach (var pair in fields.Pairs)
        {
            var tally = await journal.Read<Tally>(program, Key.Tally(pair.Key));
            Number(pair.Key, tally.Document?.Amount ?? 0);
        }
    }

    private void CheckReplayed(bool replayed) =>
        fields.Read<string?>("replayed", null, n => Same("replayed", Fields.Choose(n, ("yes", "yes"), ("no", "no")), replayed ? "yes" : "no"));

    private void CheckRow(JournalRow row)
    {
        var refused = fields.Text("refused");
        Same("refused", refused ?? "", row.Refusal is null ? "" : $"{row.Refusal.Code}");
        if (row.Refusal is { } refusal)
        {
            CheckFacts(refusal);
            return;
        }
        var moves = row.Events.OfType<UnitsMoved>().ToArray();
        Amounts("earns", unit => Sum(moves, unit, Movement.Earned, 1) + (row.Command is RecordPurchase ? Sum(moves, unit, Movement.TakenBack, 1) : 0));
        Amounts("takes", unit => Sum(moves, unit, Movement.TakenBack, -1));
        Amounts("gives back", unit => Sum(moves, unit, Movement.GivenBack, 1));
        Amounts("uses", unit => Sum(moves, unit, Movement.Redeemed, -1));
        Amounts("expires", unit => Sum(moves, unit, Movement.Expired, -1));
        Amounts("writes off", unit => -moves.Where(m => m.Unit == unit).SelectMany(m => m.Entries).Where(e => e.Account == Account.WrittenOff).Sum(e => e.Amount));
        Amounts("frees", unit => row.Events.OfType<RedemptionCaptured>().Sum(c => c.Freed));
        Number("entries", moves.Length);
        CheckWhy(moves);
        CheckUsedLots(moves);
        CheckMoney(row);
        fields.Read<string?>("unlocks", null, n => Same("unlocks", string.Join(", ", Fields.TextList(n)),
            string.Join(", ", row.Events.OfType<TierChanged>().SelectMany(t => t.Unlocked))));
        fields.Read<string?>("moves to", null, n => Same("moves to", Fields.Scalar(n).Text,
            row.Events.OfType<TierChanged>().LastOrDefault()?.After ?? "nothing"));
    }

    private static long Sum(UnitsMoved[] moves, string unit, Movement movement, int sign) =>
        moves.Where(m => m.Unit == unit && m.Movement == movement).Sum(m => m.Amount) * sign;

    /// <summary>Facts of a refusal by their names: have, need, missing, remaining, left …</summary>
    private void CheckFacts(Refusal refusal)
    {
        foreach (var (name, value) in refusal.Facts)
        {
            fields.Read<string?>(name, null, n =>
            {
                var text = Fields.Scalar(n).Text;
                var isUnits = refusal.Facts.ContainsKey("unit") && text.Contains(' ');
                return Same(name, isUnits ? reader.Units(n).Amount.ToString() : text, value);
            });
        }
    }

    private void CheckWhy(UnitsMoved[] moves)
    {
        if (fields.Find("why") is not Mapping why)
            return;
        var parts = moves.SelectMany(m => m.Parts.Select(p => (p.Rule, Amount: Plain(m.Unit, p.Amount)))).ToArray();
        var expected = string.Join(", ", why.Pairs.Select(p => $"{p.Key}: {Fields.Scalar(p.Value).Text}").Order());
        Same("why", expected, string.Join(", ", parts.Select(p => $"{p.Rule}: {p.Amount}").Order()));
    }

    /// <summary>{L1: 50 points}: how much of which lot the step used.</summary>
    private void CheckUsedLots(UnitsMoved[] moves)
    {
        if (fields.Find("uses lots") is not Mapping lots)
            return;
        var used = moves.SelectMany(m => m.Lots.Where(l => l.Amount < 0).Select(l => $"{l.Lot}: {Plain(m.Unit, -l.Amount)}"));
        Same("uses lots", string.Join(", ", lots.Pairs.Select(p => $"{p.Key}: {Fields.Scalar(p.Value).Text}").Order()), string.Join(", ", used.Order()));
    }

    private void CheckMoney(JournalRow row)
    {
        if (row.Events.OfType<PurchaseRecorded>().SingleOrDefault() is { } purchase)
        {
            Money("total", purchase.Total, purchase.Currency);
            Money("tax", purchase.Tax, purchase.Currency);
            Money("without tax", purchase.Total - purchase.Tax, purchase.Currency);
            Money("discount", purchase.Discount, purchase.Currency);
            ByLine("line discounts", purchase, p => p.Discount);
            ByLine("line taxes", purchase, p => p.Tax);
            ByLine("line totals", purchase, p => p.Total);
            UnitsByLine(row);
            if (fields.Find("misses") is Mapping misses)
            {
                foreach (var pair in misses.Pairs)
                    Same($"misses {pair.Key}", Fields.Scalar(pair.Value).Text, purchase.Misses.FirstOrDefault(m => m.Rule == pair.Key)?.Reason ?? "nothing");
            }
        }
        if (row.Events.OfType<LinesReturned>().SingleOrDefault() is { } returned)
            Money("pays back", returned.Total, definition.Currency.Code);
    }

    /// <summary>{1: 144 points, 2: 400 points}: what each line brought.</summary>
    private void UnitsByLine(JournalRow row)
    {
        if (fields.Find("line units") is not Mapping lines)
            return;
        var found = Earning.Attribution.Of(Program.Of(definition), new PurchaseRow((RecordPurchase)row.Command, row.Events));
        foreach (var pair in lines.Pairs)
        {
            var (unit, amount) = reader.Units(pair.Value);
            Same($"line units {pair.Key}", Plain(unit, amount), Plain(unit, found.GetValueOrDefault(unit)?[int.Parse(pair.Key) - 1] ?? 0));
        }
    }

    private void ByLine(string key, PurchaseRecorded purchase, Func<LinePrice, long> part)
    {
        if (fields.Find(key) is not Mapping lines)
            return;
        foreach (var pair in lines.Pairs)
            Same($"{key} {pair.Key}", Money(reader.Minor(pair.Value)), Money(part(purchase.Prices[int.Parse(pair.Key) - 1])));
    }

    private void Money(string key, long found, string currency) =>
        fields.Read<string?>(key, null, n => Same(key, Money(reader.Minor(n), currency), Money(found, currency)));

    private string Money(long minor, string? currency = null) => (Currency.TryParse(currency) ?? definition.Currency).Plain(minor);

    /// <summary>{L1: 0, L2: 40}: what is left in lots; a lot that is gone has 0. {L1: ends 2026-02-28} is its last day.</summary>
    private void Lots(Member? member)
    {
        if (fields.Find("lots") is not Mapping lots)
            return;
        foreach (var pair in lots.Pairs)
        {
            var lot = member?.Lots.FirstOrDefault(l => l.Id == pair.Key);
            var phrase = new Phrase(pair.Value);
            if (phrase.Take("ends"))
                Same($"lot {pair.Key}", phrase.Date().ToString("O"), lot?.Expires is { } end ? definition.Calendar.Day(end.AddTicks(-1)).ToString("O") : "never");
            else
                Same($"lot {pair.Key}", $"{phrase.Number():0.####}", lot is null ? "0" : Plain(lot.Unit, lot.Left));
        }
    }

    /// <summary>One amount, a list of amounts, or nothing; a unit that is not named must be nothing when the word is used alone.</summary>
    private void Amounts(string key, Func<string, long> found)
    {
        fields.Read<string?>(key, null, n =>
        {
            if (n is Scalar { Text: "nothing" })
                return Same(key, "0", definition.Units.Sum(u => Math.Abs(found(u.Id))).ToString());
            foreach (var item in n is Sequence list ? list.Items : [n])
            {
                var (unit, amount) = reader.Units(item);
                Same($"{key} {unit}", Plain(unit, amount), Plain(unit, found(unit)));
            }
            return null;
        });
    }

    private string Plain(string unit, long amount) => $"{definition.Unit(unit)!.ToDecimal(amount):0.####}";

    private void Number(string key, long found) => fields.Read<string?>(key, null, n => Same(key, Fields.Scalar(n).Text, found.ToString()));

    private static string Names(Node node) => node is Scalar { Text: "yes" } ? "yes" : string.Join(", ", Fields.TextList(node).Order());

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    private string? Same(string what, string expected, string found)
    {
        Fail(what, expected, found, expected != found && expected != "yes");
        return null;
    }

    private void Fail(string what, string expected, string found, bool isWrong)
    {
        if (isWrong)
            failures.Add($"{where}: {what}: expected {Quoted(expected)}, found {Quoted(found)}");
    }

    private static string Quoted(string text) => text.Length == 0 ? "nothing" : $"\"{text}\"";
}
