using Spectre.Console;
using Spectre.Console.Rendering;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Output;

/// <summary>Puts <see cref="ControlText"/> in front of everything that a console shows: tables, sentences, progress.</summary>
internal sealed class ControlHook : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(renderable => new Shown(renderable));

    private sealed class Shown(IRenderable renderable) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => renderable.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            renderable.Render(options, maxWidth).Select(segment => segment.IsControlCode || segment.IsLineBreak
                ? segment
                : new Segment(ControlText.Lines(segment.Text), segment.Style));
    }
}
