using Laurel.Challenges;
using Laurel.Clubs;
using Laurel.Engine;
using Laurel.Gatherings;

namespace Laurel.Server.Http;

/// <summary>The clubs a member is in, told as her challenges are: what they have together, and what is missing.</summary>
internal static class ClubReplies
{
    public static async Task<IReadOnlyList<ChallengeReply>> OfAsync(JournalReader journal, string program, MemberNow now, Language language)
    {
        var definition = now.Rules.Definition;
        if (definition.Clubs.Count == 0)
            return [];
        var said = Explaining.PlainLanguage.Of(definition, language).Sections.First(s => s.Id == "clubs").Sentences;
        var day = now.Rules.Calendar.Day(now.At);
        var told = new List<ChallengeReply>();
        foreach (var club in definition.Clubs)
        {
            var part = now.Member.TakesPart.FirstOrDefault(p => p.What == club.Id);
            var standings = (await journal.Read<Standings>(program, Key.Standings(club.Id, club.Period(day), part?.Team))).Document;
            var reply = Of(club, definition, part, standings?.Sum ?? 0, day, said.First(s => s.About == club.Id).Text, language);
            told.Add(club.IsFor(now.Rules, now.Member, now.At) ? reply : reply with { State = "not-for-her" });
        }
        return told;
    }

    private static ChallengeReply Of(Club club, Definition definition, Participation? part, long sum, DateOnly day, string text, Language language)
    {
        var name = club.Name?.In(language) ?? club.Id;
        var isReached = sum >= club.Counts.Target;
        return new ChallengeReply
        {
            Id = club.Id,
            Name = part?.Team is { } team ? $"{name}: {team}" : name,
            State = part is null ? "to-join" : day < club.Valid?.From ? "not-yet" : day > club.Valid?.To ? "over" : isReached ? "met" : "open",
            Met = isReached ? 1 : 0,
            Text = text,
            Needs = 1,
            Steps = [Step(club, definition, sum)],
            By = club.LastDay(day, definition.Ends),
        };
    }

    private static StepReply Step(Club club, Definition definition, long sum)
    {
        var step = StepReply.Of(new StepProgress(club.Counts, sum, []));
        var scale = club.Counts.Unit is { } unit && definition.Unit(unit) is { } known ? known.Scale : 1m;
        return step with { Have = step.Have / scale, Need = step.Need / scale, Missing = step.Missing / scale };
    }
}
