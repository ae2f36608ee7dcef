using Laurel.Challenges;
using Laurel.Prizes;

namespace Laurel.Games;

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
    public void Returned(Rules then, Func<Basket> left, ReturnId by)
    {
        foreach (var game in then.Definition.Games.Where(g => g.For is PlayFor.Visit or PlayFor.Purchase && !g.IsKept))
        {
            var rest = left();
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
