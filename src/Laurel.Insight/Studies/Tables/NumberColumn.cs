namespace Laurel.Insight.Studies.Tables;

/// <summary>A column of numbers. How they are written is found from the first rows and holds for all.</summary>
internal sealed class NumberColumn(ColumnPlace place) : Column(place)
{
    /// <summary>Fourth powers of it can still be added up.</summary>
    private const double Largest = 1e30;

    /// <summary>Nothing that is measured is smaller, and its square is still a number.</summary>
    private const double Smallest = 1e-30;

    private DecimalMark mark;
    private bool holdsYesAndNo;
    private string currency = "";

    /// <summary>What an empty cell counts as; null leaves it missing.</summary>
    public double? WhenMissing { get; init; }

    /// <summary>A number may have its meaning beside it: 10 - Extremely likely, 9/10.</summary>
    public bool IsLabelled { get; init; }

    private double current;

    /// <summary>The number of the current row.</summary>
    public double Value => IsMissing && WhenMissing is { } instead ? instead : current;

    /// <summary>Whether the current row has a number, or one that stands in for it.</summary>
    public bool IsKnown => !IsMissing || WhenMissing is not null;

    public override void Learn(IReadOnlyList<(long Row, string Text)> first, StudyRun run, bool prefersComma)
    {
        List<(long Row, string Text)> known = [.. first.Where(cell => !MissingText.Is(cell.Text, AcceptsMarks, run.Reading.Missing))];
        holdsYesAndNo = known.Count > 0 && known.TrueForAll(cell => FlagColumn.TryRead(cell.Text) is not null);
        mark = run.Reading.DecimalMark ?? Judge(known, run, prefersComma);
    }

    protected override void Parse(ReadOnlySpan<char> text, long row)
    {
        Read(text, row);
        if (Math.Abs(current) > Largest)
            throw Unreadable("too-large", text, row);
        if (Math.Abs(current) < Smallest)
            current = 0;
    }

    private void Read(ReadOnlySpan<char> text, long row)
    {
        if ((mark == DecimalMark.Point || !text.Contains('.')) && NumberText.TryPlain(text, out current))
            return;
        if (holdsYesAndNo && FlagColumn.TryRead(text) is { } flag)
        {
            current = flag ? 1 : 0;
            return;
        }
        if (IsLabelled && NumberText.TryLabelled(text, out current))
            return;
        if (!NumberText.TryRead(text, mark, out current, out var beside))
            throw Unreadable("not-a-number", text, row);
        if (beside.Length > 0 && currency.Length > 0 && beside != currency)
            throw Unreadable("two-currencies", text, row, ("one", currency), ("other", beside));
        currency = beside.Length > 0 ? beside : currency;
    }

    /// <summary>The decimal mark that explains all numbers.</summary>
    private DecimalMark Judge(List<(long Row, string Text)> known, StudyRun run, bool prefersComma)
    {
        var (comma, point, either) = (default((long Row, string Text)?), default((long Row, string Text)?), false);
        foreach (var cell in known)
        {
            switch (NumberText.Evidence(cell.Text))
            {
                case MarkEvidence.Comma:
                    comma ??= cell;
                    break;
                case MarkEvidence.Point:
                    point ??= cell;
                    break;
                case MarkEvidence.EitherComma:
                    either = true;
                    break;
            }
        }
        if (comma is { } one && point is { } other)
            throw new StudyException("two-marks", ("column", Name), ("comma", one.Text), ("row", one.Row), ("point", other.Text),
                ("other", other.Row));
        var isOpen = either && comma is null && point is null;
        if (isOpen)
            run.Warn(prefersComma ? "ambiguous-decimals" : "ambiguous-numbers", Name, ("column", Name));
        return comma is not null || (isOpen && prefersComma) ? DecimalMark.Comma : DecimalMark.Point;
    }
}
