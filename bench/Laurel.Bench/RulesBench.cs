using System.Diagnostics;
using System.Globalization;
using System.Text;
using Laurel.Definitions;

namespace Laurel.Bench;

/// <summary>What deciding a member's purchase of five lines costs under definitions of ten, a hundred and a thousand rules, of which two meet it.</summary>
internal static class RulesBench
{
    private const int Decisions = 200_000;
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly MemberId Buyer = new("m");

    public static void Run()
    {
        foreach (var rules in (int[])[10, 100, 1000, 10, 100, 1000])
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rules,5} rules {Microseconds(rules),8:0.00} µs per purchase"));
    }

    private static double Microseconds(int rules)
    {
        var program = Program.Of(DefinitionReader.ReadTrusted(Definition(rules)));
        var purchase = Purchase();
        var member = Enrolled(program);
        Decide(program, purchase, member, Decisions / 10);
        var watch = Stopwatch.StartNew();
        Decide(program, purchase, member, Decisions / 10);
        return watch.Elapsed.TotalMicroseconds * 10 / Decisions;
    }

    private static void Decide(Program program, RecordPurchase purchase, Document? member, int times)
    {
        for (var i = 0; i < times; i++)
        {
            if (!program.Decide(purchase, Shown(member)).IsAccepted)
                throw new InvalidOperationException("The purchase of the bench is refused.");
        }
    }

    private static Document? Enrolled(Program program)
    {
        var enrolled = program.Decide(new EnrolMember { Id = new CommandId("e"), At = At.AddDays(-1), Member = Buyer }, Shown(null));
        return Evolve.Apply(Key.Member(Buyer), null, enrolled.Events[0]);
    }

    private static Seen Shown(Document? member)
    {
        var seen = new Seen();
        seen.Show(Key.Member(Buyer), member);
        return seen;
    }

    /// <summary>Rules about products, categories and places of their own.</summary>
    private static string Definition(int rules)
    {
        var text = new StringBuilder();
        for (var i = 0; i < rules; i++)
        {
            var when = (i % 3) switch
            {
                0 => $$"""{"line":{"sku":"SKU-{{i}}"} }""",
                1 => $$"""{"line":{"category":"category-{{i}}"} }""",
                _ => $$"""{"location":"place-{{i}}"}""",
            };
            text.Append(CultureInfo.InvariantCulture, $$"""{{(i > 0 ? "," : "")}}"rule-{{i}}":{"give":"1 bean per 1.00 EUR","when":{{when}}}""");
        }
        return $$"""{"program":"bench","zone":"Europe/Brussels","currency":"EUR","units":{"bean":{} },"earning":{{{text}}} }""";
    }

    private static RecordPurchase Purchase() => new()
    {
        Id = new CommandId("c"),
        At = At,
        Purchase = new Purchase
        {
            Id = new PurchaseId("r"),
            Member = Buyer,
            At = At,
            Currency = "EUR",
            Location = "place-2",
            Lines = [.. Enumerable.Range(0, 5).Select(i => new Line { Number = i + 1, Sku = $"SKU-{i}", Category = "coffee", UnitPrice = 240 })],
        },
    };
}
