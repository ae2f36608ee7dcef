namespace Laurel.Insight.Simulation;

/// <summary>What a person is given from the day after she joined.</summary>
internal enum Treatment
{
    NotJoined,
    Program,
    ProgramAndExtras,
}

/// <summary>
/// A moment at which a person may buy. She does so if its mark is under her purchase rate of that day, in units of her own rate;
/// so the purchases of a world without the program are among those with it, and the two can be compared one to one.
/// </summary>
internal readonly record struct Chance(int Day, int Number, double Mark);

/// <summary>
/// One person's days in all the worlds she could have lived in: without the program, with it, with its extras. An instance is
/// filled again for every person, so it belongs to one enumeration.
/// </summary>
internal sealed class Life(SampleShopOptions options, Season season)
{
    private const int DaysBefore = 28;
    private const double TillShare = 0.8;
    private readonly List<Chance> chances = [];

    private readonly double most = new[]
    {
        1, 1 + options.BeforeJoining, 1 + options.ProgramEffect, (1 + options.ProgramEffect) * (1 + options.ExtrasEffect),
    }.Max();

    public Person Person { get; private set; }

    /// <summary>The day on which she became a member.</summary>
    public int? Joined { get; private set; }

    /// <summary>She joined at her first purchase of that day, not at home.</summary>
    public bool AtTheTill { get; private set; }

    /// <summary>Everything that could happen, in time order.</summary>
    public IReadOnlyList<Chance> Chances => chances;

    /// <summary>What she was really given.</summary>
    public Treatment Given => Person.HeldOut ? Treatment.Program : Treatment.ProgramAndExtras;

    public void Live(Person person)
    {
        Person = person;
        chances.Clear();
        var dice = Dice.For(options.Seed, DrawnFor.Visits, person.Number);
        var before = season.Before(person.Rhythm);
        var step = 1 / (person.Rate * most);
        var day = person.Arrives;
        for (var time = before[day] + step * dice.Exponential(); ; time += step * dice.Exponential())
        {
            while (day < person.Leaves && before[day + 1] <= time)
                day++;
            if (day >= person.Leaves)
                break;
            chances.Add(new Chance(day, chances.Count, most * dice.Unit()));
        }
        Join(ref dice);
    }

    /// <summary>Whether a purchase happened, had she been given this from joining on.</summary>
    public bool Happens(Chance chance, Treatment treatment) => chance.Mark < RateAt(chance.Day, treatment);

    private double RateAt(int day, Treatment treatment)
    {
        if (Person.Decides is not { } decides || day < decides - DaysBefore)
            return 1;
        if (day < decides)
            return 1 + options.BeforeJoining;
        if (day <= Joined || treatment == Treatment.NotJoined)
            return 1;
        return treatment == Treatment.Program
            ? 1 + options.ProgramEffect
            : (1 + options.ProgramEffect) * (1 + options.ExtrasEffect);
    }

    /// <summary>
    /// Most people mean to join at the till: they do so at their next purchase, or at home once their patience ends. Neither
    /// comes later than the month of the decision, and the days after it are as likely to hold purchases as any others.
    /// </summary>
    private void Join(ref Dice dice)
    {
        Joined = Person.Decides;
        AtTheTill = false;
        if (Person.Decides is not { } decides || !dice.Chance(TillShare))
            return;
        var patience = decides + dice.Below(DaysLeftInMonth(decides) + 1);
        Joined = patience;
        foreach (var chance in chances)
        {
            if (chance.Day < decides || chance.Mark >= 1)
                continue;
            AtTheTill = chance.Day <= patience;
            Joined = Math.Min(chance.Day, patience);
            return;
        }
    }

    private int DaysLeftInMonth(int day)
    {
        var date = season.From.AddDays(day);
        return Math.Min(DateTime.DaysInMonth(date.Year, date.Month) - date.Day, options.Days - 1 - day);
    }
}
