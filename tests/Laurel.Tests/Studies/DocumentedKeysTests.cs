using System.Collections;
using System.Reflection;
using System.Text.Json;
using Laurel.Insight.Studies;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Studies;

/// <summary>The guide lists every key that a verb of <c>laurel analyze</c> prints, and none that it does not.</summary>
public sealed class DocumentedKeysTests
{
    private static readonly (string Verb, Type Estimates, Type Diagnostics)[] Shapes =
    [
        ("experiment", typeof(ExperimentEstimates), typeof(ExperimentDiagnostics)), ("panel", typeof(PanelEstimates), typeof(PanelDiagnostics)),
        ("synthetic", typeof(SyntheticEstimates), typeof(SyntheticDiagnostics)), ("adjust", typeof(AdjustEstimates), typeof(AdjustDiagnostics)),
        ("clv", typeof(ClvEstimates), typeof(ClvDiagnostics)), ("cohorts", typeof(CohortEstimates), typeof(CohortDiagnostics)),
        ("rfm", typeof(RfmEstimates), typeof(RfmDiagnostics)), ("coupons", typeof(CouponEstimates), typeof(CouponDiagnostics)),
        ("nps", typeof(NpsEstimates), typeof(NpsDiagnostics)),
    ];

    public static TheoryData<string> Verbs => [.. Shapes.Select(shape => shape.Verb)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void The_guide_lists_the_keys_of_a_verb(string verb)
    {
        var (_, estimates, diagnostics) = Shapes.Single(shape => shape.Verb == verb);
        string[] printed = [.. Lines("estimates", estimates), .. Lines("diagnostics", diagnostics)];
        Documented(verb).ShouldBe(printed, $"write these lines below '### Keys of {verb}':\n{string.Join('\n', printed)}\n");
    }

    [Fact]
    public void The_guide_lists_the_keys_of_every_result()
    {
        var printed = Lines("", typeof(StudyResult)).ToArray();
        Documented("every verb").ShouldBe(printed, $"write these lines below '### Keys of every verb':\n{string.Join('\n', printed)}\n");
    }

    [Fact]
    public void The_guide_lists_the_keys_of_measure()
    {
        var path = Scratch.File("orders.csv");
        File.WriteAllLines(path, ["who,day,paid,no,item", .. Enumerable.Range(0, 400).Select(i =>
            $"c{i % 60},2025-{i % 12 + 1:00}-{i % 27 + 1:00},{i % 9 - 1},{i},s{i % 4}"), "ada,soon,1,x,s1"]);
        using var orders = Insight.Reports.OrdersFile.Read(path, new()
        {
            Customer = "who",
            Date = "day",
            Amount = "paid",
            Order = "no",
            Sku = "item",
            CurrencyCode = "EUR",
        });
        var report = JsonDocument.Parse(Insight.Reports.MeasureReport.Create(orders, new(), Language.English).ToJson()).RootElement;
        var printed = new Dictionary<string, List<string>>();
        Collect(report, "the whole", printed);
        printed.Remove("questions[].parameters");
        string[] lines = [.. printed.Select(one => $"{one.Key}: {string.Join(", ", one.Value)}")];
        Documented("measure").ShouldBe(lines, ignoreOrder: true, $"write these lines below '### Keys of measure':\n{string.Join('\n', lines)}\n");
    }

    /// <summary>The keys of every object, in the order they first come; a figure's dimensions are named by its question.</summary>
    private static void Collect(JsonElement from, string at, Dictionary<string, List<string>> into)
    {
        string[] dimensions = from.TryGetProperty("dimensions", out var named) ? [.. named.EnumerateArray().Select(one => one.GetString()!)] : [];
        var keys = into.TryGetValue(at, out var known) ? known : into[at] = [];
        foreach (var key in from.EnumerateObject())
        {
            if (!keys.Contains(key.Name))
                keys.Add(key.Name);
            var inner = (at == "the whole" ? "" : at + ".") + key.Name;
            if (key.Value.ValueKind == JsonValueKind.Object)
                Collect(key.Value, inner, into);
            if (key.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var one in key.Value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object))
                    Collect(one, inner + "[]", into);
                if (key.Name == "figures" && into.TryGetValue(inner + "[]", out var figure))
                    figure.RemoveAll(dimensions.Contains);
            }
        }
    }

    private static IEnumerable<string> Documented(string verb) => File.ReadLines(Path.Combine(SharedFolder.Repository, "docs/guide/analyze.md"))
        .SkipWhile(line => line != $"### Keys of {verb}").Skip(1).SkipWhile(line => line.Trim() is "" or "```").TakeWhile(line => line != "```");

    /// <summary>A line for each object: where it stands, and its keys.</summary>
    private static IEnumerable<string> Lines(string at, Type shape)
    {
        PropertyInfo[] keys = [.. shape.GetProperties().Where(one => one.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null)];
        yield return $"{(at.Length == 0 ? "the whole" : at)}: {string.Join(", ", keys.Select(Name))}";
        foreach (var key in keys)
        {
            var (inner, many) = Inner(key.PropertyType);
            if (inner.Assembly == typeof(StudyResult).Assembly)
            {
                foreach (var line in Lines($"{at}{(at.Length > 0 ? "." : "")}{Name(key)}{many}", inner))
                    yield return line;
            }
        }
    }

    private static string Name(PropertyInfo key) => JsonNamingPolicy.SnakeCaseLower.ConvertName(key.Name);

    private static (Type Inner, string Many) Inner(Type type)
    {
        if (type == typeof(string) || !type.IsAssignableTo(typeof(IEnumerable)))
            return (type, "");
        var last = type.GetGenericArguments()[^1];
        return (last, type.GetGenericArguments().Length == 2 ? ".*" : "[]");
    }
}
