using Laurel.Insight.Facts;

namespace Laurel.Server.Features.Import;

/// <summary>
/// Turns rows of another system's points into commands. The row number belongs to a row's name, because two rows may say the same;
/// within a stretch of time what was earned comes first.
/// </summary>
internal sealed class HistoryCommands(ImportLayout layout, Definition definition, string source)
{
    private readonly Units.UnitRule unit = definition.Units[0];

    public List<RejectedRow> Rejected { get; } = [];

    public int Rows { get; private set; }

    public IEnumerable<Command> Read(TableFile file, CancellationToken cancellation)
    {
        var columns = layout.In(file);
        var found = new List<BringHistory>();
        foreach (var row in file.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            Rows++;
            if (Read(row, columns) is { } history)
                found.Add(history);
        }
        var joined = new HashSet<MemberId>();
        foreach (var history in found.OrderBy(h => h.At).ThenByDescending(h => h.Earned - h.Redeemed))
        {
            if (joined.Add(history.Member))
                yield return new EnrolMember { Id = new($"{history.Id}-join"), At = history.At, Actor = source, Member = history.Member };
            yield return history;
        }
    }

    private BringHistory? Read(string?[] row, ImportColumns columns)
    {
        var at = Cells.Instant(columns.Cell(row, "at"), definition.Calendar) ?? MonthEnd(row, columns);
        var earned = Amount(columns.Cell(row, "earned"));
        var redeemed = Amount(columns.Cell(row, "redeemed"));
        var customer = columns.Cell(row, "customer");
        if (at is null || earned is null || redeemed is null || customer is null)
        {
            var reason = customer is null ? "no customer" : at is null ? "the date cannot be read" : "an amount cannot be read, or is finer than the unit";
            Rejected.Add(new RejectedRow(Rows, reason, string.Join(",", row)));
            return null;
        }
        return new BringHistory
        {
            Id = new($"{at:yyyyMMdd}-{source}-{Rows}"),
            At = at.Value,
            Actor = source,
            Member = new(customer),
            Unit = unit.Id,
            Earned = earned.Value,
            Redeemed = redeemed.Value,
            Row = $"{source}/{Rows}",
        };
    }

    private long? Amount(string? text) => text is null ? 0 : Cells.Number(text) is { } number ? unit.TryAmount(number) : null;

    private DateTimeOffset? MonthEnd(string?[] row, ImportColumns columns)
    {
        var (year, month) = (Cells.Number(columns.Cell(row, "year")), Cells.Number(columns.Cell(row, "month")));
        if (year is not (>= 1900 and <= 2200) || month is not (>= 1 and <= 12))
            return null;
        var last = new DateOnly((int)year, (int)month, 1).AddMonths(1).AddDays(-1);
        return definition.Calendar.Instant(last.ToDateTime(new TimeOnly(12, 0)));
    }
}
