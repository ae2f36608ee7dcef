using Laurel.Earning;
using Laurel.Games;
using Laurel.Prizes;

namespace Laurel.Deciding;

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
        var nothing = Claims.Nothing(rules, ledger.Member, command.Traits, command.At);
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
        var occasion = new Occasion(command.At, day, null, ledger.Member.Id.Value);
        new Stamps.Cards(ledger, new Consumption(seen, ledger), command.Traits, occasion).Fill(command.At);
    }
}

/// <summary>Gives rights to play for what members do, and takes them back when it comes back.</summary>
internal sealed class Ticketing(Ledger ledger, Seen seen, DateTimeOffset at)
{
    private Rules Rules => ledger.Rules;

    public void Bought(Basket basket)
    {
        foreach (var game in Open(basket).Where(g => g.For is PlayFor.Visit or PlayFor.Purchase && Brings(g, Rules, basket, isAgain: false)))
            Grant(game, Name(game, basket.Purchase, basket.Day), e => e with { Purchase = basket.Purchase.Id });
    }

    public void Did(Basket basket, ActivityId activity)
    {
        foreach (var game in Open(basket).Where(g => g.Activity == basket.Activity && g.When.All(c => c.Holds(basket, []))))
            Grant(game, $"{game.Id}/{activity}", e => e with { Activity = activity });
    }

    /// <summary>Takes back what a purchase brought that no longer would bring it: the rights to play, and what was won with them.</summary>
    public void Returned(Rules then, Basket rest, ReturnId by)
    {
        foreach (var game in then.Definition.Games.Where(g => g.For is PlayFor.Visit or PlayFor.Purchase && !g.IsKept))
        {
            var name = Name(game, rest.Purchase, rest.Day);
            if (game.For == PlayFor.Purchase ? !Brings(game, then, rest, isAgain: true) : !IsVisit(rest))
                Revoke(game, name + "/", by);
        }
    }

    private bool IsVisit(Basket rest) => ledger.Member.Days.Any(d => d.On == rest.Day && d.Location == rest.Purchase.Location && d.Net > 0);

    private IEnumerable<Game> Open(Basket basket) =>
        Rules.Definition.Games.Count == 0 || ledger.Member.IsCard || !Rules.Definition.IsRunning(basket.Day)
            ? []
            : Rules.Definition.Games.Where(g => g.Valid?.Holds(basket.Day) != false && g.Who.All(c => c.Holds(basket, [])));

    private static bool Brings(Game game, Rules rules, Basket basket, bool isAgain)
    {
        BasketLine[] lines = [.. basket.Lines.Where(l => rules.CanEarn(l.Line) && game.Lines.Matches(l.Line) && l.Quantity > 0)];
        return lines.Length > 0 && basket.Total > 0 && game.When.All(c => (isAgain && !Bringing.IsOfAmount(c)) || c.Holds(basket, lines));
    }

    private static string Name(Game game, Purchase purchase, DateOnly day) =>
        game.For == PlayFor.Visit ? $"{game.Id}/{day:O}@{purchase.Location}" : $"{game.Id}/{purchase.Id}";

    private void Grant(Game game, string name, Func<TicketMoved, TicketMoved> by)
    {
        if (ledger.Member.Tickets.Any(t => t.Id.StartsWith(name + "/", StringComparison.Ordinal)) || ledger.Member.Plays.Any(p => IsOf(p, name + "/")))
            return;
        DateTimeOffset? until = game.Lasts is { } period ? Rules.Calendar.EndOf(period, at) : null;
        for (var i = 1; i <= game.Plays; i++)
            ledger.Happen(by(Moved(game, $"{name}/{i}", TicketChange.Granted) with { Until = until }));
    }

    private void Revoke(Game game, string name, ReturnId by)
    {
        foreach (var ticket in ledger.Member.Tickets.Where(t => t.Id.StartsWith(name, StringComparison.Ordinal)).ToArray())
            ledger.Happen(Moved(game, ticket.Id, TicketChange.Revoked) with { Return = by });
        foreach (var play in ledger.Member.Plays.Where(p => IsOf(p, name)).ToArray())
        {
            ledger.Happen(Moved(game, play.Ticket!, TicketChange.Revoked) with { Return = by });
            foreach (var gift in play.Gifts)
                new Handing(ledger, seen, at).TakeBack(game.Owner, gift, by);
        }
    }

    private static bool IsOf(Played play, string name) => play.Ticket?.StartsWith(name, StringComparison.Ordinal) == true;

    private TicketMoved Moved(Game game, string ticket, TicketChange change) =>
        new() { At = at, Member = ledger.Member.Id, Game = game.Id, Ticket = ticket, Change = change };
}

/// <summary>Commits to secrets of draws, and reveals them.</summary>
internal static class Committing
{
    public static Decision Decide(CommitSecret command, Seen seen)
    {
        var known = seen.Epoch(command.Epoch);
        if (command.Secret is null)
            return known is null ? Accept(command) : Refusal.AlreadyCommitted(command.Epoch);
        if (known is null)
            return Refusal.NotCommitted(command.Epoch);
        if (string.CompareOrdinal(Draws.EpochOf(command.At), command.Epoch) <= 0)
            return Refusal.EpochGoesOn(command.Epoch);
        return !IsHex(command.Secret) || Draws.Commitment(Convert.FromHexString(command.Secret)) != known.Hash || command.Hash != known.Hash
            ? Refusal.NotTheSecret(command.Epoch)
            : Accept(command);
    }

    private static bool IsHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);

    private static Decision Accept(CommitSecret command) =>
        Decision.Accept([new SecretCommitted { At = command.At, Epoch = command.Epoch, Hash = command.Hash, Secret = command.Secret }]);
}
