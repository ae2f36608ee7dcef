using Laurel.Deciding;
using Laurel.Prizes;

namespace Laurel.Games;

/// <summary>Plays a game: the draw decides among the odds, the budget what can be given of it.</summary>
internal sealed class Playing
{
    private readonly Rules rules;
    private readonly Game game;
    private readonly PlayGame command;
    private readonly Seen seen;
    private readonly Ledger ledger;

    private Playing(Rules rules, Game game, PlayGame command, Seen seen, Member member)
    {
        (this.rules, this.game, this.command, this.seen) = (rules, game, command, seen);
        ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
    }

    public static Decision Decide(Rules rules, PlayGame command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        return rules.Definition.Game(command.Game) is { } game
            ? new Playing(rules, game, command, seen, member).Run()
            : Refusal.UnknownGame(command.Game);
    }

    private Decision Run()
    {
        var day = rules.Calendar.Day(command.At);
        if (game.Valid?.Holds(day) == false || !rules.Definition.IsRunning(day))
            return Refusal.GameClosed(game.Id);
        var nothing = Basket.WithoutPurchase(rules, ledger.Member, command.Traits, command.At);
        if (game.Who.FirstOrDefault(c => !c.Holds(nothing, [])) is { } unmet)
            return Refusal.NotForMember(game.Id, unmet.Name);
        if (Plays.Left(rules, game, ledger.Member, command.At) == 0)
            return Refusal.NoPlayLeft(game.Id);
        var ticket = ledger.Member.Tickets.Where(t => t.Game == game.Id && !t.IsOver(command.At)).OrderBy(t => t.Until ?? DateTimeOffset.MaxValue).FirstOrDefault();
        return game.Quiz is { } quiz ? Answer(quiz, ticket, day) : Draw(ticket, day);
    }

    private Decision Draw(Ticket? ticket, DateOnly day)
    {
        if (command.Traits.Drawn is { } drawn && seen.Epoch(drawn.Epoch) is not { Secret: null })
            return Refusal.NotCommitted(drawn.Epoch);
        if ((command.Traits.Draw ?? (command.Traits.Drawn is { } from ? Draws.Number(from, game.Id) : null)) is not { } number)
            return Refusal.NotCommitted("");
        var outcome = game.Of(number);
        Happen(ticket, day, outcome.Prize is null ? [] : [outcome.Prize], e => e with { Drawn = number });
        return Decision.Accept(ledger.Events);
    }

    private Decision Answer(Quiz quiz, Ticket? ticket, DateOnly day)
    {
        var right = quiz.Questions.Count(q => command.Answers.GetValueOrDefault(q.Id) == q.Right) >= quiz.Needs;
        var tried = ticket?.Tried ?? (int)ledger.Member.Used(Plays.Tried(game, day));
        var left = right ? 0 : Math.Max(0, quiz.Tries - tried - 1);
        Happen(ticket, day, right ? quiz.Gives : [], e => e with { IsRight = right, TriesLeft = left, Uses = ticket is null ? Used(tried, left > 0, day) : [] });
        return Decision.Accept(ledger.Events);
    }

    /// <summary>A play that nobody earned lasts until it was answered rightly, or as often as it may be.</summary>
    private Use[] Used(int tried, bool isOpen, DateOnly day) => isOpen
        ? [new Use(Plays.Tried(game, day), 1)]
        : [new Use(Plays.Counter(game, day), 1), .. tried == 0 ? Array.Empty<Use>() : [new Use(Plays.Tried(game, day), -tried)]];

    private void Happen(Ticket? ticket, DateOnly day, IReadOnlyList<Prize> won, Func<GamePlayed, GamePlayed> with)
    {
        var gifts = new Handing(ledger, seen, command.At).Give(game.Owner, command.Play.Value, won, game.Budgets, isPending: false);
        ledger.Happen(with(new GamePlayed
        {
            At = command.At,
            Member = ledger.Member.Id,
            Game = game.Id,
            Play = command.Play,
            Ticket = ticket?.Id,
            Won = won,
            Gifts = gifts,
            Uses = ticket is null ? [new Use(Plays.Counter(game, day), 1)] : [],
            Version = rules.Version,
        }));
        new Stamps.Cards(ledger, new Consumption(seen, ledger), command.Traits, ledger.Occasion(command.At)).Fill();
    }
}
