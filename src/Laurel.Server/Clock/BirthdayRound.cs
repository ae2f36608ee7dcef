using Laurel.Engine;
using Laurel.Server.Http;

namespace Laurel.Server.Clock;

/// <summary>Tells the ledger of birthdays, where the program gives for the activity <c>birthday</c>: each once a year, missed days too.</summary>
internal sealed class BirthdayRound(OpenOrganization organization, string program, DueTable table, DateTimeOffset now)
{
    private const string What = "birthday";
    private const int MostDaysMissed = 31;
    private const int AtOnce = 200;

    /// <returns>How many birthdays there were.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        if (organization.Program(program).At(now)?.Definition is not { } definition || !definition.Activities.Contains(What))
            return 0;
        var today = definition.Calendar.Day(now);
        var told = table.Birthdays is { } last && last >= today.AddDays(-MostDaysMissed) ? last : today.AddDays(table.Birthdays is null ? -1 : -MostDaysMissed);
        if (told >= today)
            return 0;
        var count = 0;
        for (var day = told.AddDays(1); day <= today; day = day.AddDays(1))
            count += await TellAsync(definition, day, stop);
        await organization.Writer.Write([table.BirthdaysUpTo(today)], stop);
        return count;
    }

    private async Task<int> TellAsync(Definition definition, DateOnly day, CancellationToken stop)
    {
        var count = 0;
        foreach (var born in Born(day, definition.LeapDay))
        {
            for (var some = organization.People.BornOn(program, born, "", AtOnce); some.Count > 0;
                some = organization.People.BornOn(program, born, some[^1].Value, AtOnce))
            {
                foreach (var member in some)
                    await organization.SubmitAsync(program, Of(member, definition, day), stop);
                count += some.Count;
            }
        }
        return count;
    }

    private Command Of(MemberId member, Definition definition, DateOnly day) => Birthdays.Told(organization, program, new RecordActivity
    {
        Id = new CommandId($"birthday/{member}/{day.Year}"),
        Activity = new ActivityId($"birthday/{member}/{day.Year}"),
        Actor = DueRound.Actor,
        At = definition.Calendar.Start(day),
        Member = member,
        What = What,
    });

    /// <summary>The days of the calendar whose birthday it is: in a year without it, 29 February is on the day that the definition says.</summary>
    private static IEnumerable<DateOnly> Born(DateOnly day, LeapDay leapDay)
    {
        yield return day;
        var stands = leapDay == LeapDay.Before ? (2, 28) : (3, 1);
        if (!DateTime.IsLeapYear(day.Year) && (day.Month, day.Day) == stands)
            yield return new DateOnly(2000, 2, 29);
    }
}
