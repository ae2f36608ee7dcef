namespace Laurel.Games;

/// <summary>Folds rights to play and plays into the member.</summary>
internal static class GameFold
{
    /// <summary>So many plays are kept, for returns to undo.</summary>
    private const int PlaysKept = 40;

    public static Member Apply(Member member, TicketMoved e) => e.Change == TicketChange.Granted
        ? member with { Tickets = [.. member.Tickets.Where(t => !t.IsOver(e.At)), new Ticket(e.Ticket, e.Game, e.Until, 0)] }
        : member with { Tickets = [.. member.Tickets.Where(t => t.Id != e.Ticket)], Plays = [.. member.Plays.Where(p => p.Ticket != e.Ticket)] };

    public static Member Apply(Member member, GamePlayed e) => member with
    {
        Tickets = e.TriesLeft > 0
            ? [.. member.Tickets.Select(t => t.Id == e.Ticket ? t with { Tried = t.Tried + 1 } : t)]
            : [.. member.Tickets.Where(t => t.Id != e.Ticket)],
        Plays = [.. member.Plays.Append(new Played(e.Play, e.Game, e.Ticket, e.At, e.Won, e.Gifts)).TakeLast(PlaysKept)],
    };
}
