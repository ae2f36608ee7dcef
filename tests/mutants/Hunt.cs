using System.Collections;
using System.Diagnostics;
using System.Reflection;

namespace Laurel.Mutants;

/// <summary>
/// Runs tests in one warm process, first without a mutant to see which of the switched places each test comes by, then for each mutant
/// those that come by its place, what is quick and comes by little else first, until one fails. It looks at the tests by reflection only,
/// so that it fits any build of them.
/// Arguments: the tests, the mutants (0,1,2), and rounds of classes (A,B C,D): a round is shown only what the rounds before left alive.
/// </summary>
internal static class Hunt
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static int Main(string[] asked)
    {
        var tests = Assembly.LoadFrom(asked[0]);
        var mutant = new Switch(Assembly.Load("Laurel").GetType("Laurel.Mutant")!);
        var alive = asked[1].Split(',').Select(int.Parse).ToList();
        foreach (var round in asked[2..])
        {
            var cases = Case.Of(tests, round.Split(',')).ToList();
            foreach (var test in cases.ToArray())
            {
                mutant.Forget();
                var failure = test.Run(Timeout.InfiniteTimeSpan);
                test.Met = mutant.Met();
                if (failure is null)
                    continue;
                if (!failure.Contains("$XunitDynamicSkip$", StringComparison.Ordinal))
                    return Fail($"without a mutant {test} fails: {failure}");
                cases.Remove(test);
            }
            alive.RemoveAll(number => IsKilled(number, mutant,
                [.. cases.Where(c => c.Met[number]).OrderBy(c => c.Took * c.Met.Count(m => m))]));
        }
        foreach (var number in alive)
            Console.WriteLine($"SURVIVED {number}");
        return 0;
    }

    private static bool IsKilled(int number, Switch mutant, Case[] near)
    {
        Console.WriteLine($"hunting {number}");
        mutant.Now = number;
        var killer = near.FirstOrDefault(test => test.Run(test.Took * 20 + Patience) is not null);
        mutant.Now = -1;
        if (killer is not null)
            Console.WriteLine($"killed {number} {killer}");
        return killer is not null;
    }

    private static int Fail(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }
}

/// <summary>The switch that is compiled into the core: which mutant is on, and which places were come by.</summary>
internal sealed class Switch(Type compiled)
{
    private readonly FieldInfo now = compiled.GetField("Now")!;
    private readonly bool[] met = (bool[])compiled.GetField("Met")!.GetValue(null)!;

    public int Now
    {
        set => now.SetValue(null, value);
    }

    public void Forget() => Array.Clear(met);

    public bool[] Met() => [.. met];
}

/// <summary>A test with its arguments.</summary>
internal sealed class Case(Type type, MethodInfo method, object?[] arguments)
{
    public bool[] Met { get; set; } = [];

    public TimeSpan Took { get; private set; }

    public static IEnumerable<Case> Of(Assembly tests, string[] classes) =>
        from type in tests.GetTypes()
        where classes.Contains(type.Name)
        from method in type.GetMethods()
        from arguments in Arguments(type, method)
        select new Case(type, method, arguments);

    /// <returns>What went wrong; null when it passes. What goes on for longer than that fails, and is left to itself.</returns>
    public string? Run(TimeSpan longest)
    {
        string? failure = null;
        var begun = Stopwatch.GetTimestamp();
        var thread = new Thread(() => failure = Try()) { IsBackground = true };
        thread.Start();
        var ended = longest == Timeout.InfiniteTimeSpan ? Wait(thread) : thread.Join(longest);
        if (Met.Length == 0)
            Took = Stopwatch.GetElapsedTime(begun);
        return ended ? failure : "goes on for ever";
    }

    public override string ToString() => $"{type.Name}.{method.Name}({string.Join(", ", arguments)})";

    private static bool Wait(Thread thread)
    {
        thread.Join();
        return true;
    }

    private string? Try()
    {
        try
        {
            var given = type.GetConstructors()[0].GetParameters().Select(p => Nothing.Of(p.ParameterType));
            var made = Activator.CreateInstance(type, [.. given]);
            (method.Invoke(made, arguments) as Task)?.GetAwaiter().GetResult();
            (made as IDisposable)?.Dispose();
            return null;
        }
        catch (Exception failure)
        {
            return (failure as TargetInvocationException)?.InnerException?.ToString() ?? failure.ToString();
        }
    }

    private static IEnumerable<object?[]> Arguments(Type type, MethodInfo method)
    {
        foreach (var attribute in method.GetCustomAttributesData())
        {
            if (attribute.AttributeType.Name == "FactAttribute")
                yield return [];
            else if (attribute.AttributeType.Name == "InlineDataAttribute")
                yield return Inline((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!, method.GetParameters());
            else if (attribute.AttributeType.Name == "MemberDataAttribute")
            {
                foreach (var row in Rows(type, (string)attribute.ConstructorArguments[0].Value!))
                    yield return row as object?[] ?? Told(row);
            }
        }
    }

    private static object?[] Told(object row) => (object?[])row.GetType().GetInterface("ITheoryDataRow")!.GetMethod("GetData")!.Invoke(row, null)!;

    private static object?[] Inline(IEnumerable<CustomAttributeTypedArgument> written, ParameterInfo[] parameters) =>
        [.. written.Select((a, i) => Typed(a.Value, parameters[i].ParameterType))];

    private static object? Typed(object? written, Type wanted) =>
        written is IEnumerable<CustomAttributeTypedArgument> several ? Listed(several, wanted.GetElementType()!)
        : wanted.IsEnum ? Enum.ToObject(wanted, written!)
        : written is IConvertible && written.GetType() != wanted && Nullable.GetUnderlyingType(wanted) is null
            ? Convert.ChangeType(written, wanted, System.Globalization.CultureInfo.InvariantCulture)
            : written;

    private static Array Listed(IEnumerable<CustomAttributeTypedArgument> several, Type each)
    {
        object?[] values = [.. several.Select(a => Typed(a.Value, each))];
        var list = Array.CreateInstance(each, values.Length);
        values.CopyTo(list, 0);
        return list;
    }

    private static IEnumerable<object> Rows(Type type, string member)
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var rows = type.GetProperty(member, Any)?.GetValue(null) ?? type.GetField(member, Any)?.GetValue(null)
            ?? type.GetMethod(member, Any)!.Invoke(null, null);
        return ((IEnumerable)rows!).Cast<object>();
    }
}

/// <summary>Stands for what a test is given to write its output to.</summary>
internal class Nothing : DispatchProxy
{
    public static object Of(Type boundary) => Create(boundary, typeof(Nothing));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.ReturnType == typeof(string) ? "" : null;
}
