using System.Collections;
using Laurel.Coalition;
using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Earning.Gives;
using Laurel.Engine.Definitions;
using Laurel.Giving;
using Laurel.Rewards.Benefits;
using Laurel.Tiers;
using Laurel.Units;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Programs;

/// <summary>The definitions that properties are held against say all there is to say: what is new in the language comes into the catalogue.</summary>
public sealed class CatalogueTests
{
    private static readonly Type[] Policies =
    [
        typeof(LimitScope), typeof(SpentOnReturn), typeof(Transfers), typeof(HeldBy), typeof(DiscountsInBase), typeof(EarnedOnReturn), typeof(Stacking),
        typeof(Merit), typeof(Window), typeof(Downgrade), typeof(Asks), typeof(Pays), typeof(Rounding), typeof(RoundingPlace),
    ];

    [Fact]
    public void Every_kind_there_is_is_said_somewhere()
    {
        var (random, met) = (new Random(2026), new HashSet<object>(ReferenceEqualityComparer.Instance));
        var (kinds, values) = (new HashSet<Type>(), new HashSet<object>());
        for (var i = 0; i < 600; i++)
            Walk(Read(AnyProgram.Of([.. Enumerable.Range(0, 25).Select(_ => random.Next(1_000_000))])), met, kinds, values);
        Type[] open = [typeof(Give), typeof(Condition), typeof(Benefit)];
        var all = typeof(Definition).Assembly.GetTypes().Where(t => !t.IsAbstract && open.Any(o => t.IsSubclassOf(o)));
        all.Where(t => !kinds.Contains(t)).Select(t => t.Name).ShouldBeEmpty();
        Policies.SelectMany(p => Enum.GetValues(p).Cast<object>()).Where(v => !values.Contains(v)).Select(v => $"{v.GetType().Name}.{v}").ShouldBeEmpty();
    }

    private static Definition Read(string text) =>
        DefinitionReader.Read(Yaml.ReadOne("program: world\nzone: UTC\ncurrency: EUR\n" + text).Document!).Definition!;

    private static void Walk(object? said, HashSet<object> met, HashSet<Type> kinds, HashSet<object> values)
    {
        if (said is Enum)
            values.Add(said);
        else if (said is IEnumerable many and not string)
            many.Cast<object?>().ToList().ForEach(one => Walk(one, met, kinds, values));
        else if (said?.GetType() is { } type && type.Namespace?.StartsWith("Laurel", StringComparison.Ordinal) == true && (type.IsValueType || met.Add(said)))
        {
            kinds.Add(type);
            foreach (var property in type.GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.DeclaringType != typeof(Calendar)))
                Walk(property.GetValue(said), met, kinds, values);
        }
    }
}
