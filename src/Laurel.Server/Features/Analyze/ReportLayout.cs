using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>A report as text: the verdict first, then its evidence, tables, warnings, and what became of the rows.</summary>
internal static class ReportLayout
{
    private const int Width = 100;
    private const int Indent = 2;

    public static void Write(TextWriter output, StudyResult result, Language language, Texts words)
    {
        Paragraph(output, result.Verdict.Text, "");
        Paragraph(output, words.Say(language, "evidence", ("letter", result.Evidence), ("text", result.EvidenceText)), "");
        foreach (var part in result.Report)
        {
            output.WriteLine();
            if (part is ReportTable table)
                Table(output, table);
            else if (part is ReportText text)
                Paragraph(output, text.Text, "");
        }
        if (result.Warnings.Count > 0)
        {
            output.WriteLine();
            output.WriteLine(words.Say(language, "warnings"));
            foreach (var warning in result.Warnings)
                Paragraph(output, warning.Text, "  ! ");
        }
        output.WriteLine();
        foreach (var file in result.Files)
            output.WriteLine(words.Say(language, "rows", ("file", file.File), ("read", file.RowsRead), ("used", file.RowsUsed)));
    }

    private static void Table(TextWriter output, ReportTable table)
    {
        output.WriteLine(table.Title);
        IReadOnlyList<IReadOnlyList<string>> lines = table.Head.All(text => text.Length == 0) ? table.Rows : [table.Head, .. table.Rows];
        int[] widths = [.. Enumerable.Range(0, table.Head.Count).Select(column => lines.Max(line => line[column].Length))];
        foreach (var line in lines)
        {
            var cells = line.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            output.WriteLine((new string(' ', Indent) + string.Join("  ", cells)).TrimEnd());
        }
    }

    /// <summary>Breaks lines between words; lines after the first stand under the first.</summary>
    private static void Paragraph(TextWriter output, string text, string mark)
    {
        var line = mark;
        var margin = new string(' ', mark.Length);
        var isEmpty = true;
        foreach (var word in text.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line);
                (line, isEmpty) = (margin, true);
            }
            line += isEmpty ? word : $" {word}";
            isEmpty = false;
        }
        output.WriteLine(line);
    }
}
