using Laurel.Insight.Facts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>
/// Orders from a CSV file (plain or .gz) as facts in memory, so that every question can be asked without a server. Its program is called
/// <see cref="Program"/>.
/// </summary>
public sealed class OrdersFile : IDisposable
{
    /// <summary>The name of the one program in the facts.</summary>
    public const string Program = "orders";

    private OrdersFile(string path, FactsFile facts, OrdersLayout layout, OrdersProfile profile, IReadOnlyList<OrdersWarning> warnings)
    {
        Name = Path.GetFileName(path);
        (Facts, Layout, Profile, Warnings) = (facts, layout, profile, warnings);
        LastDay = FindLastDay();
    }

    /// <summary>The file's name without its folder.</summary>
    public string Name { get; }

    public FactsFile Facts { get; }

    public OrdersLayout Layout { get; }

    public OrdersProfile Profile { get; }

    /// <summary>What was left out or is odd, each with its number of rows; empty when nothing was.</summary>
    public IReadOnlyList<OrdersWarning> Warnings { get; }

    /// <summary>The last day with a purchase or a return.</summary>
    public DateOnly LastDay { get; }

    /// <summary>Reads the file.</summary>
    /// <param name="path">A CSV file with a header row; the delimiter is found by itself.</param>
    /// <param name="layout">Null when the file is of a preset's shape.</param>
    /// <exception cref="OrdersFileException">A column is missing, or nothing in it can be read.</exception>
    public static OrdersFile Read(string path, OrdersLayout? layout = null)
    {
        if (!File.Exists(path))
            throw new OrdersFileException("no-file", ("file", path));
        var facts = FactsFile.Unlocked();
        try
        {
            var raw = RawOrders.Load(facts, path, layout?.Encoding ?? "utf-8");
            var known = layout ?? OrdersLayout.Recognise(raw.Columns)
                ?? throw new OrdersFileException("no-preset", ("file", path), ("presets", string.Join(", ", OrdersLayout.Presets)),
                    ("columns", raw.ColumnList));
            facts.Lock();
            var staged = new StagedOrders(facts, raw.Resolve(known));
            var profile = staged.Stage();
            OrdersWarning[] warnings = [.. raw.Warnings(), .. staged.Warnings()];
            warnings = [.. warnings, .. new OrdersImport(facts, known).Fill()];
            return new OrdersFile(path, facts, known, profile, warnings);
        }
        catch
        {
            facts.Dispose();
            throw;
        }
    }

    /// <summary>What the questions are asked about.</summary>
    /// <param name="asOf">The first day that is not seen; the day after the file's last when null.</param>
    /// <exception cref="OrdersFileException">There is no purchase before that day.</exception>
    public Scope Scope(DateOnly? asOf = null, string? currency = null) =>
        Questions.Scope.Of(Facts, Program, asOf ?? LastDay.AddDays(1), currency)
        ?? throw new OrdersFileException("no-purchase-before", ("file", Name), ("day", $"{asOf ?? LastDay.AddDays(1):yyyy-MM-dd}"));

    public void Dispose() => Facts.Dispose();

    private DateOnly FindLastDay()
    {
        using var reader = Facts.Select("SELECT max(day) FROM (SELECT day FROM purchases UNION ALL SELECT day FROM returns)");
        return reader.Read() && !reader.IsDBNull(0)
            ? reader.GetDateOnly(0)
            : throw new OrdersFileException("no-purchases", ("file", Name),
                ("left", Warnings.Sum(warning => warning.IsDropped ? warning.Rows : 0)),
                ("why", string.Join(", ", Warnings.Where(warning => warning.IsDropped).Select(warning => warning.Code))));
    }
}
