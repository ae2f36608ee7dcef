using Laurel.Explaining;

namespace Laurel.Server.Features.Programs;

/// <summary>What a change means in plain words: the sentences of the rules that go and those that come, by section.</summary>
/// <param name="Title">Of the section.</param>
public sealed record RuleChange(string Title, IReadOnlyList<string> Gone, IReadOnlyList<string> Come)
{
    internal static IReadOnlyList<RuleChange> Between(Definition? before, Definition after, Language language)
    {
        var (old, now) = (before is null ? [] : PlainLanguage.Of(before, language).Sections, PlainLanguage.Of(after, language).Sections);
        var titles = now.Concat(old).DistinctBy(s => s.Id);
        return
        [
            .. titles.Select(s => new RuleChange(s.Title, Only(s.Id, old, now), Only(s.Id, now, old))).Where(c => c.Gone.Count + c.Come.Count > 0),
        ];
    }

    private static List<string> Only(string section, IReadOnlyList<PlainSection> those, IReadOnlyList<PlainSection> others) =>
        [.. Sentences(section, those).Except(Sentences(section, others))];

    private static IEnumerable<string> Sentences(string section, IReadOnlyList<PlainSection> sections) =>
        sections.FirstOrDefault(s => s.Id == section)?.Sentences.Select(s => s.Text) ?? [];
}
