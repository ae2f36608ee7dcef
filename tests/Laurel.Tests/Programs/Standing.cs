using System.Text.Json;
using Laurel.Coalition;
using Laurel.Engine;
using Laurel.Gatherings;

namespace Laurel.Tests.Programs;

/// <summary>All that members and the program have: what a purchase that comes back must leave as it was.</summary>
internal static class Standing
{
    public static string Of(AnyHistory played)
    {
        var world = played.World;
        var sinceVisit = world.Program.At(played.Now)!.SinceLastVisit.Select(u => u.Id).ToArray();
        return Written(new
        {
            Members = world.Documents.Values.OfType<Member>().OrderBy(m => m.Id.Value).Select(m => Of(m, played.Now, sinceVisit)).Where(m => m.Length > 0),
            Tallies = world.Documents.Values.OfType<Tally>().Where(t => t.Amount != 0).OrderBy(t => t.Name).Select(t => (t.Name, t.Amount).ToString()),
            Scores = world.Documents.Values.OfType<Standings>().Where(s => s.Sum != 0).OrderBy(s => s.What + s.Period).Select(s => $"{s.What} {s.Period} {s.Sum}"),
        });
    }

    private static string Of(Member member, DateTimeOffset now, string[] sinceVisit)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        string[] all =
        [
            .. member.Accounts.Where(a => a.Booked != 0 || a.Owed != 0).OrderBy(a => a.Unit).Select(a => $"{a.Unit}: {a.Booked}, owes {a.Owed}, counted {a.Counted}"),
            .. member.Lots.GroupBy(l => (l.Unit, Expires: sinceVisit.Contains(l.Unit) ? null : l.Expires)).OrderBy(l => l.Key)
                .Select(l => $"lots {l.Key.Unit} {l.Sum(x => x.Left)} until {l.Key.Expires:O}"),
            .. member.Uses.Where(u => u.Amount != 0 && !Counters.IsLongAgo(u.Counter, today)).OrderBy(u => u.Counter).Select(u => $"use {u.Counter} {u.Amount}"),
            .. member.Challenges.Select(c => (c.Challenge, c.Times, Marks: c.Marks.Count(m => m.At > now.AddDays(-1)))).Where(c => c.Marks + c.Times > 0).Order()
                .Select(c => $"challenge {c}"),
            .. member.Badges.Select(b => "badge " + b.Badge).Order(),
            .. member.Issued.Select(i => "issued " + i.Reward).Order(),
            .. member.Tickets.Where(t => !(t.Until <= now)).Select(t => "ticket " + t.Game).Order(),
            .. member.Given.Where(g => g.Amount != 0).OrderBy(g => g.Counter).Select(g => $"given {g.Counter} {g.Amount}"),
            $"spent {member.SpendEver}, {member.VisitsEver} visits, {member.Purchases} purchases",
        ];
        return all.Length == 1 && all[0] == "spent 0, 0 visits, 0 purchases" ? "" : $"{member.Id}: {string.Join("; ", all)}";
    }

    private static string Written<T>(T value) => JsonSerializer.Serialize(value, Wire.Json);
}
