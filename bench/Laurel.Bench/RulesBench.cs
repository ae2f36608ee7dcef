using System.Diagnostics;
using System.Globalization;
using System.Text;
using Laurel.Definitions;

namespace Laurel.Bench;

/// <summary>What deciding a five-line purchase costs under definitions of ten, a hundred and a thousand rules, of which two meet it.</summary>
internal static class RulesBench
{
    private const int Decisions = 200_000;

    public static void Run()
    {
        foreach (var rules in (int[])[10, 100, 1000, 10, 100, 1000])
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rules,5} rules {Microseconds(rules),8:0.00} µs per purchase"));
    }

    private static double Microseconds(int rules)
    {
        var program = Program.Of(DefinitionReader.ReadTrusted(Definition(rules)));
        var purchase = Purchase();
        Decide(program, purchase, Decisions / 10);
        var watch = Stopwatch.StartNew();
        Decide(program, purchase, Decisions / 10);
        return watch.Elapsed.TotalMicroseconds * 10 / Decisions;
    }

    private static void Decide(Program program, RecordPurchase purchase, int times)
    {
        for (var i = 0; i < times; i++)
        {
            if (!program.Decide(purchase, new Seen()).IsAccepted)
                throw new InvalidOperationException("The purchase of the bench is refused.");
        }
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

    private static RecordPurchase Purchase()
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        return new RecordPurchase
        {
            Id = new CommandId("c"),
            At = at,
            Purchase = new Purchase
            {
                Id = new PurchaseId("r"),
                At = at,
                Currency = "EUR",
                Location = "place-2",
                Lines = [.. Enumerable.Range(0, 5).Select(i => new Line { Number = i + 1, Sku = $"SKU-{i}", Category = "coffee", UnitPrice = 240 })],
            },
        };
    }
}
