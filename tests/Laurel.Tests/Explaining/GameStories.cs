using Laurel.Challenges;
using Laurel.Games;
using Laurel.Gatherings;

namespace Laurel.Tests.Explaining;

/// <summary>Challenges, badges and games as they are told.</summary>
internal static class GameStories
{
    private const string Club = """
        {"program":"club","zone":"Europe/Brussels","currency":"EUR",
         "units":{"bean":{"name":{"en":["bean","beans"],"fr":["grain","grains"],"nl":["boon","bonen"],"et":["uba","uba"]}}},
         "rewards":{"espresso":{"name":"Espresso","costs":"40 beans","gives":{"product":"ESP"},"stock":"1"}},
         "badges":{"explorer":{"name":{"en":"Explorer","fr":"Exploratrice","nl":"Ontdekker","et":"Avastaja"}}},
         "challenges":{
           "explorer":{"name":{"en":"Three kinds","fr":"Trois sortes","nl":"Drie soorten","et":"Kolm sorti"},
             "do":"buy 3 different products","give":["80 beans","espresso"],"badge":"explorer"},
           "often":{"do":"visit once","give":["5 beans","espresso"],"repeats":"always","takes part":"who joins"}},
         "games":{
           "wheel":{"plays":"1 per visit","odds":{"10 beans":"30%","50 beans":"5%","nothing":"65%"},"budget":"55 beans per month else what is left"},
           "quiz":{"kind":"quiz","plays":"1 per survey","tries":"2","questions":{"one":{"ask":"What?","choices":{"a":"A","b":"B"},"right":"b"}},"give":"20 beans"}}}
        """;

    public static readonly IReadOnlyList<(string Name, Telling Telling)> All =
        [("challenges and games", Played()), ("leaderboards and clubs", Together()), ("what opens to whoever comes often", Opened())];

    private static Telling Played()
    {
        var club = Telling.Of(Club);
        club.Enrol("2026-01-05T08:00");
        club.Do(new CommitSecret { Id = club.Next(), At = Telling.At("2026-01-05T09:00"), Epoch = "2026-01", Hash = "00ff" });
        club.Buy("G-1", "2026-01-06T09:00", Telling.Line("A", 300), Telling.Line("B", 300) with { Number = 2 });
        club.Buy("G-2", "2026-01-07T09:00", Telling.Line("C", 300));
        Play(club, "wheel", "2026-01-07T10:00", 0.31m);
        Play(club, "wheel", "2026-01-07T10:05", 0.10m);
        club.Buy("G-3", "2026-01-08T09:00", Telling.Line("C", 300));
        Play(club, "wheel", "2026-01-08T10:00", 0.90m);
        club.Do(new RecordActivity { Id = club.Next(), At = Telling.At("2026-01-09T08:00"), Activity = new("act-1"), Member = Telling.Ada, What = "survey" });
        Play(club, "quiz", "2026-01-09T09:00", null, "a");
        Play(club, "quiz", "2026-01-09T09:05", null, "b");
        club.Return("G-2", "2026-01-10T09:00");
        club.Do(new TakePart { Id = club.Next(), At = Telling.At("2026-01-11T09:00"), Member = Telling.Ada, What = "often" });
        club.Buy("G-4", "2026-01-12T09:00", Telling.Line("A", 300));
        club.Do(new TakePart { Id = club.Next(), At = Telling.At("2026-01-13T09:00"), Member = Telling.Ada, What = "often", Leave = true });
        return club;
    }

    private static Telling Together()
    {
        var street = Telling.Of("""
            {"program":"street","zone":"Europe/Brussels","currency":"EUR",
             "units":{"bean":{"name":{"en":["bean","beans"],"fr":["grain","grains"],"nl":["boon","bonen"],"et":["uba","uba"]}}},
             "rewards":{"espresso":{"name":"Espresso","costs":"40 beans","gives":{"product":"ESP"},"stock":"1"}},
             "badges":{"runner":{"name":{"en":"Runner","fr":"Coureuse","nl":"Loper","et":"Jooksja"}}},
             "leaderboards":{
               "regulars":{"name":{"en":"Regulars","fr":"Habitués","nl":"Stamgasten","et":"Püsikunded"},"counts":"visits","per":"month","prizes":{"1":"25 beans"}},
               "spenders":{"counts":"spend","per":"week"}},
             "clubs":{"street":{"name":{"en":"Our street","fr":"Notre rue","nl":"Onze straat","et":"Meie tänav"},
               "goal":"buy 3 items","per":"month","give":["50 beans","espresso"],"badge":"runner"}}}
            """);
        street.Enrol("2026-01-05T08:00");
        street.Do(new TakePart { Id = street.Next(), At = Telling.At("2026-01-05T09:00"), Member = Telling.Ada, What = "street" });
        street.Buy("S-1", "2026-01-06T09:00", Telling.Line("A", 300), Telling.Line("B", 300) with { Number = 2 });
        street.Buy("S-2", "2026-01-07T09:00", Telling.Line("C", 300));
        street.Return("S-2", "2026-01-08T09:00");
        street.Do(new TakePart { Id = street.Next(), At = Telling.At("2026-01-09T09:00"), Member = Telling.Ada, What = "spenders", Leave = true });
        street.Do(new CloseLeaderboard { Id = street.Next(), At = Telling.At("2026-02-01T09:00"), Leaderboard = "regulars", Day = new(2026, 1, 31) });
        return street;
    }

    private static Telling Opened()
    {
        var club = Telling.Of("""
            {"program":"often","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},
             "rewards":{"tasting":{"name":{"en":"A tasting","fr":"Une dégustation","nl":"Een proeverij","et":"Degusteerimine"},
               "costs":"nothing","gives":{"experience":"tasting"},"for":{"visits":"at least 2 per month"}}},
             "perks":{"early":{"text":{"en":"The sale a day early","fr":"Les soldes un jour plus tôt","nl":"De uitverkoop een dag eerder","et":"Allahindlus päev varem"},
               "for":{"spent":"at least 6.00 EUR per month"}}}}
            """);
        club.Enrol("2026-01-05T08:00");
        club.Buy("O-1", "2026-01-06T09:00", Telling.Line("A", 300));
        club.Buy("O-2", "2026-01-07T09:00", Telling.Line("A", 300));
        club.Return("O-2", "2026-01-08T09:00");
        return club;
    }

    private static void Play(Telling club, string game, string at, decimal? draw, string answer = "") => club.Do(new PlayGame
    {
        Id = club.Next(),
        At = Telling.At(at),
        Member = Telling.Ada,
        Game = game,
        Play = new($"ply_{at}"),
        Answers = new Dictionary<string, string> { ["one"] = answer },
        Traits = new Traits { Draw = draw },
    });
}
