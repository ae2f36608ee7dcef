using System.Globalization;
using Laurel.Care;
using Laurel.Insight.Facts;

namespace Laurel.Server.Features.Import;

/// <summary>
/// Turns rows about how customers are cared for into commands: public ratings, requests, consents. What is imported again is the same by its
/// number (a rating's, a request's), or by what the row says (a consent).
/// </summary>
internal sealed class CareCommands(ImportLayout layout, Definition definition, string source)
{
    private static readonly string[] Withdrawn = ["no", "false", "0", "withdrawn", "n"];
    private static readonly string[] Given = ["yes", "true", "1", "given", "y"];

    public List<RejectedRow> Rejected { get; } = [];

    public int Rows { get; private set; }

    public IEnumerable<Command> Read(TableFile file, CancellationToken cancellation)
    {
        var columns = layout.In(file);
        var found = new List<Command>();
        foreach (var row in file.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            Rows++;
            var (commands, wrong) = layout.Kind switch
            {
                ImportKind.Ratings => Rating(row, columns),
                ImportKind.Cases => Case(row, columns),
                _ => Consent(row, columns),
            };
            found.AddRange(commands);
            if (wrong is not null)
                Rejected.Add(new RejectedRow(Rows, wrong, string.Join(",", row)));
        }
        return found.OrderBy(c => c.At);
    }

    private (IReadOnlyList<Command> Commands, string? Wrong) Rating(string?[] row, ImportColumns columns)
    {
        var stars = Cells.Number(columns.Cell(row, "stars"));
        if (columns.Cell(row, "id") is not { } id)
            return ([], "no id");
        if (At(row, columns, "at") is not { } at)
            return ([], "the date cannot be read");
        if (stars is null || stars != decimal.Truncate(stars.Value) || stars is < RecordRating.Fewest or > RecordRating.Most)
            return ([], "stars are a whole number from 1 to 5");
        var where = columns.Cell(row, "source") ?? source;
        return ([new RecordRating
        {
            Id = new($"{at:yyyyMMdd}-rating-{where}-{id}"),
            At = at,
            Actor = source,
            Source = where,
            Rating = id,
            Stars = (int)stars,
            Location = columns.Cell(row, "location"),
        }], null);
    }

    private (IReadOnlyList<Command> Commands, string? Wrong) Case(string?[] row, ImportColumns columns)
    {
        if (columns.Cell(row, "id") is not { } id)
            return ([], "no id");
        var commands = new List<Command>();
        foreach (var (step, word) in ((CaseStep, string)[])[(CaseStep.Opened, "opened"), (CaseStep.Answered, "answered"), (CaseStep.Solved, "solved")])
        {
            if (columns.Cell(row, word) is null && step != CaseStep.Opened)
                continue;
            if (At(row, columns, word) is not { } at)
                return ([], $"the time it was {word} cannot be read");
            commands.Add(new RecordCase
            {
                Id = new($"{at:yyyyMMdd}-case-{word}-{id}"),
                At = at,
                Actor = source,
                Case = id,
                Step = step,
                Member = columns.Cell(row, "customer") is { } member ? new MemberId(member) : null,
                Topic = columns.Cell(row, "topic"),
                Location = columns.Cell(row, "location"),
                Channel = columns.Cell(row, "channel"),
            });
        }
        return (commands, null);
    }

    private (IReadOnlyList<Command> Commands, string? Wrong) Consent(string?[] row, ImportColumns columns)
    {
        var (member, purpose, channel) = (columns.Cell(row, "customer"), columns.Cell(row, "purpose"), columns.Cell(row, "channel"));
        if (member is null || purpose is null || channel is null)
            return ([], "a consent has a customer, a purpose and a channel");
        if (At(row, columns, "at") is not { } at)
            return ([], "the date cannot be read");
        var word = columns.Cell(row, "given")?.ToLowerInvariant() ?? "yes";
        if (!Given.Contains(word) && !Withdrawn.Contains(word))
            return ([], "given is yes or no");
        var isGiven = Given.Contains(word);
        return ([new ChangeConsent
        {
            Id = new(string.Create(CultureInfo.InvariantCulture, $"{at:yyyyMMddHHmmss}-consent-{member}-{purpose}-{channel}-{isGiven}")),
            At = at,
            Actor = source,
            Member = new(member),
            Consent = new(purpose, channel, columns.Cell(row, "text"), columns.Cell(row, "language"), columns.Cell(row, "source")),
            Given = isGiven,
        }], null);
    }

    private DateTimeOffset? At(string?[] row, ImportColumns columns, string word) => Cells.Instant(columns.Cell(row, word), definition.Calendar);
}
