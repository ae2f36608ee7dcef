using Laurel.Care;

namespace Laurel.Tests.Explaining;

/// <summary>A history of how a member is cared for.</summary>
internal static class CareStories
{
    private static readonly Consent Letters = new("marketing", "email", "2026-01", "en", "form");

    public static readonly IReadOnlyList<(string Name, Telling Telling)> All = [("a member who is cared for", Cared())];

    private static Telling Cared()
    {
        var shop = Telling.Of("""
            {"program":"shop","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},"earning":{"spend":{"give":"1 point per 1.00 EUR"}}}
            """);
        shop.Enrol("2026-01-05T08:00");
        shop.Do(new ChangeConsent { Id = shop.Next(), At = Telling.At("2026-01-05T09:00"), Member = Telling.Ada, Consent = Letters });
        shop.Do(new NoteProfile { Id = shop.Next(), At = Telling.At("2026-01-05T10:00"), Member = Telling.Ada, Filled = ["email", "birthday"] });
        Step(shop, CaseStep.Opened, "2026-01-06T09:00");
        Step(shop, CaseStep.Answered, "2026-01-06T11:00");
        Step(shop, CaseStep.Solved, "2026-01-07T11:00");
        shop.Do(new RecordRating { Id = shop.Next(), At = Telling.At("2026-01-08T09:00"), Source = "google", Rating = "g-1", Stars = 4 });
        shop.Do(new ChangeConsent { Id = shop.Next(), At = Telling.At("2026-02-05T09:00"), Member = Telling.Ada, Consent = Letters, Given = false });
        return shop;
    }

    private static void Step(Telling shop, CaseStep step, string at) =>
        shop.Do(new RecordCase { Id = shop.Next(), At = Telling.At(at), Case = "T-17", Step = step, Member = Telling.Ada });
}
