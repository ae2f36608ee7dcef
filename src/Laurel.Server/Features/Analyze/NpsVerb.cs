using System.CommandLine;
using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>`laurel analyze nps`.</summary>
internal static class NpsVerb
{
    private static readonly Argument<string> File = Wanted.File("file", "The table: one row per person asked");
    private static readonly Option<string> Score = Wanted.Column("--score", "The answer, 0 to 10; empty did not answer");
    private static readonly Option<string?> Count = Wanted.Maybe("--count", "How often, where a row stands for several answers");
    private static readonly Option<string?> Group = Wanted.Maybe("--group", "A score for each value of this column, such as the channel");
    private static readonly Option<long?> Asked = Wanted.Count("--asked", "How many were asked [default: the rows of the file]");

    public static Verb Create() => StudyVerb.Of(
        new VerbWithExamples("nps", "The net promoter score with its interval.", """
            laurel analyze nps answers.csv --score recommend
            laurel analyze nps answers.csv --score recommend --group channel --asked 1200 --json
            """)
        {
            File, Score, Count, Group, Asked,
        },
        (asked, run) => NpsStudy.Run(
            new()
            {
                File = asked.GetValue(File)!,
                Score = asked.GetValue(Score)!,
                Count = asked.GetValue(Count),
                Group = asked.GetValue(Group),
                Asked = asked.GetValue(Asked),
            },
            run));
}
