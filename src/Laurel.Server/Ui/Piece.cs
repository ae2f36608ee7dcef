using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Laurel.Server.Ui;

/// <summary>A piece of a page: it knows for whom it is made, and speaks her language.</summary>
public abstract class Piece : ComponentBase
{
    [Inject]
    internal Visitor Visitor { get; set; } = null!;

    private protected Language Language => Visitor.Language;

    private protected CultureInfo Culture => Language.Culture();

    private protected string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Words.Say(Language, key, values);

    private protected string Link(string path) => Visitor.Link(path);
}
