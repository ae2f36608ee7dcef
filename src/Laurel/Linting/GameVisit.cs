using Laurel.Games;

namespace Laurel.Linting;

/// <summary>What somebody does who comes only to play: the least that brings a play.</summary>
internal sealed class GameVisit(Subject subject, Game game)
{
    public Witness Witness { get; } = new(subject, [.. game.When, .. game.Who], game.Valid);

    /// <summary>What she paid for it, in minor units.</summary>
    public decimal Paid { get; private set; }

    /// <summary>False where it cannot be said whether it brings a play: what was to bring it was refused for another reason.</summary>
    public bool IsDone { get; private set; } = true;

    /// <summary>A story in which she has just got the play, if ever she gets one.</summary>
    public Story Begin()
    {
        var story = Witness.Begin();
        if (game.For == PlayFor.Activity)
        {
            IsDone = story.Do(game.Activity!).IsAccepted;
        }
        else if (game.For != PlayFor.Stretch)
        {
            var bought = story.Buy(Witness.Purchase(game.Lines, 1, ""));
            IsDone = bought.IsAccepted;
            Paid = bought.Events.OfType<PurchaseRecorded>().Sum(p => p.Total * subject.RateOf(p.Currency, p.Day));
        }
        return story;
    }
}
