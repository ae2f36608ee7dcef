using Laurel.Explaining.Phrases;
using Laurel.Games;

namespace Laurel.Explaining.Sections;

internal static class GameSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice) =>
        voice.Definition.Games.Select(g => new PlainSentence(g.Id, string.Join(" ", Say(voice, g))));

    private static IEnumerable<string> Say(Voice voice, Game game)
    {
        var name = game.Name is { } text ? voice.In(text) : Voice.Capital(Voice.Readable(game.Id));
        yield return voice.Plain("game." + Per(game), ("name", name), ("n", game.Plays), ("what", voice.Quote(game.Activity ?? "")));
        foreach (var condition in game.When.Concat(game.Who))
            yield return voice.Plain("challenge.for", ("condition", voice.Say(condition)));
        if (voice.Say(game.Lines) is { } lines)
            yield return voice.Plain("challenge.for", ("condition", lines));
        if (game.Lasts is { } lasts)
            yield return voice.Plain("game.lasts", ("period", voice.Period(lasts)));
        if (game.Odds.Count > 0)
            yield return voice.Plain("game.odds", ("odds", voice.Series(game.Odds.Select(o => Say(voice, o)))));
        if (game.Quiz is { } quiz)
        {
            yield return voice.Plain("game.quiz",
                ("n", quiz.Questions.Count), ("needs", quiz.Needs), ("tries", quiz.Tries), ("list", voice.And([.. quiz.Gives.Select(voice.Say)])));
        }
        foreach (var budget in game.Budgets)
            yield return voice.Plain(budget.Rejects ? "game.budget" : "game.budget-left", ("limit", voice.Say(budget, voice.Definition.Unit(budget.Unit!))));
        if (game.Valid is { } valid)
            yield return voice.Plain("challenge.valid", ("period", voice.Say(valid)));
        if (game.For is PlayFor.Visit or PlayFor.Purchase)
            yield return voice.Plain(game.IsKept ? "game.kept" : "game.undone");
    }

    private static string Say(Voice voice, Outcome outcome) => voice.Plain("game.outcome",
        ("percent", voice.Number(outcome.Share * 100)), ("prize", outcome.Prize is { } prize ? voice.Say(prize) : voice.Plain("game.nothing")));

    private static string Per(Game game) => game.For == PlayFor.Stretch
        ? "per." + game.Stretch!.Value.ToString().ToLowerInvariant()
        : "per." + game.For.ToString().ToLowerInvariant();
}
