using Laurel.Explaining.Phrases;
using Laurel.Explaining.Sections;

namespace Laurel.Explaining;

/// <summary>A whole definition in plain words: the same definition always gives the same text.</summary>
public static class PlainLanguage
{
    /// <summary>The sections in the order in which a member asks; those the program does not need are left out.</summary>
    public static PlainText Of(Definition definition, Language language)
    {
        var voice = new Voice(definition, language);
        (string Id, IEnumerable<PlainSentence> Sentences)[] sections =
        [
            ("program", ProgramSection.Say(voice)),
            ("units", UnitSection.Say(voice)),
            ("earning", EarningSection.Say(voice)),
            ("allowances", AllowanceSection.Say(voice)),
            ("stacking", StackingSection.Say(voice)),
            ("tiers", TierSection.Say(voice)),
            ("rewards", RewardSection.Say(voice)),
            ("offers", OfferSection.Say(voice)),
            ("challenges", ChallengeSection.Say(voice)),
            ("leaderboards", LeaderboardSection.Say(voice)),
            ("clubs", ClubSection.Say(voice)),
            ("games", GameSection.Say(voice)),
            ("memberships", MembershipSection.Say(voice)),
            ("referral", ReferralSection.Say(voice)),
            ("household", HouseholdSection.Say(voice)),
            ("giving", GivingSection.Say(voice)),
            ("coalition", CoalitionSection.Say(voice)),
            ("returns", ReturnSection.Say(voice)),
            ("expiry", ExpirySection.Say(voice)),
            ("goals", GoalSection.Say(voice)),
        ];
        var said = sections.Select(s => new PlainSection(s.Id, voice.Plain("section." + s.Id), [.. s.Sentences]));
        return new PlainText(voice.Plain("title", ("name", voice.In(definition.Name))), [.. said.Where(s => s.Sentences.Count > 0)]);
    }

    /// <summary>A goal, without its name: from where to where by when, and what must not happen.</summary>
    public static string Of(Definition definition, Goals.Goal goal, Language language) =>
        Voice.Capital(GoalSection.Says(new Voice(definition, language), goal));

    /// <summary>A figure that can be a goal, in words, and an amount of it.</summary>
    public static (string Name, Func<decimal, string> Amount) Of(Definition definition, Goals.GoalMetric metric, Language language)
    {
        var voice = new Voice(definition, language);
        return (voice.Say(metric), amount => voice.Say(metric, amount));
    }

    /// <summary>Among whom a figure is looked at.</summary>
    public static string Of(Definition definition, Goals.GoalAudience among, Language language) => new Voice(definition, language).Say(among);

    /// <summary>An offer as somebody is told of it who can have it: what it gives, and what it takes.</summary>
    public static (string Gives, IReadOnlyList<string> Takes) Of(Definition definition, Rewards.Offer offer, Language language)
    {
        var voice = new Voice(definition, language);
        return (Voice.Capital(voice.Say(offer.Gives)), [.. OfferSection.Terms(voice, offer)]);
    }
}

/// <summary>A definition as a person reads it; <see cref="ToString"/> is the text for a terminal.</summary>
public sealed record PlainText(string Title, IReadOnlyList<PlainSection> Sections)
{
    public override string ToString() => string.Join("\n\n", Sections.Select(s => s.ToString()).Prepend(Title)) + "\n";
}

/// <summary>Sentences about one thing.</summary>
/// <param name="Id">
/// Stable: program, units, earning, allowances, stacking, tiers, rewards, offers, challenges, leaderboards, clubs, games, memberships, referral, household,
/// giving, coalition, returns, expiry, goals.
/// </param>
/// <param name="Title">The heading.</param>
/// <param name="Sentences">What it says, at least one.</param>
public sealed record PlainSection(string Id, string Title, IReadOnlyList<PlainSentence> Sentences)
{
    public override string ToString() => Title + string.Concat(Sentences.Select(s => "\n- " + s.Text));
}

/// <summary>What is said of one thing; one or more sentences.</summary>
/// <param name="About">The id of the unit, rule, level, reward or offer; null when it is about the whole.</param>
/// <param name="Text">The words.</param>
public sealed record PlainSentence(string? About, string Text);
