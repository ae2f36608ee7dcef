using Laurel.Coalition;
using Laurel.Explaining;
using Laurel.Tiers;

namespace Laurel.Engine.Examples;

/// <summary>What came of a step, in words for whoever wrote it: said beside what was expected of it.</summary>
internal static class Happened
{
    /// <summary>Purchase p1: €20.00; missed: big (basket); 25 points = 20 (spend: €20.00, 1 per €1.00) + 5 (tuesday: on Tuesdays); lots: p1 +25.</summary>
    public static string Say(IReadOnlyList<Answer> answers, Program program) =>
        "what happened: " + string.Join(" | ", answers.Select(a => Say(a, program)).GroupBy(said => said).Select(g => g.Count() > 1 ? $"{g.Count()} times: {g.Key}" : g.Key));

    /// <summary>What a member has: 25 points (20 available, 5 pending), tier gold.</summary>
    public static string Say(Member known, Program program, DateTimeOffset at)
    {
        var (member, rules) = (at < known.Until ? known : program.AsOf(known, at), program.At(at)!);
        var units = rules.Definition.Units.Select(u => Units(member, u, at)).Where(said => said.Length > 0).DefaultIfEmpty("no units");
        var tier = Climbing.TierAt(rules, member, at) is { } level ? $", and is {level}" : "";
        return $"as it is: {member.Id} has {string.Join("; ", units)}{tier}";
    }

    private static string Say(Answer answer, Program program) => answer switch
    {
        Answer.Decided { Row.Refusal: { } refusal } decided => Refused(refusal, program, decided.Row.Command.At) + (decided.Replayed ? " (told again)" : ""),
        Answer.Decided decided => Told(decided.Row, program) + (decided.Replayed ? " (told again)" : ""),
        Answer.Conflict conflict => $"another request had this key, with other {string.Join(", ", conflict.Fields)}",
        _ => answer.ToString()!,
    };

    /// <summary>Refused: she has 25 points and needs 50. (not-enough-units; unit: point, have: 25, need: 50, missing: 25)</summary>
    private static string Refused(Refusal refusal, Program program, DateTimeOffset at)
    {
        var facts = string.Concat(refusal.Facts.Select((f, i) => $"{(i == 0 ? "; " : ", ")}{f.Key}: {f.Value}"));
        return $"refused: {Refusals.Say(refusal, program.At(at)?.Definition, Language.English)} ({refusal.Code}{facts})";
    }

    private static string Told(JournalRow row, Program program) => row.Events.Count == 0
        ? "accepted, and nothing changed"
        : string.Join("; ", row.Events.SelectMany(e => Told(e, program)).Distinct());

    private static IEnumerable<string> Told(Event happened, Program program)
    {
        var told = Explanation.Of(happened, program, Language.English, Audience.Auditor);
        return happened switch
        {
            UnitsMoved moved => [told.Sum.Length == 0 ? told.Sentence : told.Sum, .. Lots(moved, program)],
            PurchaseRecorded bought => [told.Sentence, .. Given(bought), .. Missed(bought.Misses)],
            ActivityRecorded done => [told.Sentence, .. Missed(done.Misses)],
            _ => [told.Sentence, .. told.Notes],
        };
    }

    private static IEnumerable<string> Lots(UnitsMoved moved, Program program)
    {
        var unit = program.Versions.Reverse().Select(v => v.Definition.Unit(moved.Unit)).First(u => u is not null)!;
        return moved.Lots.Count == 0 ? [] : ["lots: " + string.Join(" ", moved.Lots.Select(l => $"{l.Lot} {unit.ToDecimal(l.Amount):+0.####;−0.####}"))];
    }

    private static IEnumerable<string> Given(PurchaseRecorded bought)
    {
        var currency = Currency.TryParse(bought.Currency);
        return bought.Given.Where(g => g.Amount != 0).Select(g => $"{g.Source} took off {currency?.Plain(g.Amount)}");
    }

    private static IEnumerable<string> Missed(IReadOnlyList<Miss> misses) =>
        misses.Count == 0 ? [] : ["missed: " + string.Join(", ", misses.Select(m => $"{m.Rule} ({m.Reason})"))];

    private static string Units(Member member, Units.UnitRule unit, DateTimeOffset at)
    {
        var (balance, owed) = (member.Balance(unit.Id, at), member.Account(unit.Id).Owed);
        var lots = member.Lots.Where(l => l.Unit == unit.Id && l.Left != 0).Select(l => $"{l.Id} {Amount(l.Left)}").ToArray();
        (long Value, string Name)[] named =
            [(balance.Available, "available"), (balance.Pending, "pending"), (balance.Reserved, "reserved"), (owed, "owed")];
        var parts = named.Where(p => p.Value != 0 && p.Value != balance.Total).Select(p => $"{Amount(p.Value)} {p.Name}").ToArray();
        return balance.Total == 0 && owed == 0 && lots.Length == 0
            ? ""
            : $"{Amount(balance.Total)} {unit.Id}{Bracket(parts)}{(lots.Length == 0 ? "" : $", in lots {string.Join(" + ", lots)}")}";

        string Amount(long amount) => $"{unit.ToDecimal(amount):0.####}";
    }

    private static string Bracket(string[] parts) => parts.Length == 0 ? "" : $" ({string.Join(", ", parts)})";
}
