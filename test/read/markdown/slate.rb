# Reads Markdown texts as Slate does, with the same parts: Redcarpet with the flags that are effective in Slate, ids with one
# counter a file, tab classes from Rouge's canonical names. One JSON string a line in, one JSON string of HTML a line out.
# With the argument `tags`: one JSON string a line in, the name that Rouge knows the language by (or null) out.
require 'redcarpet'
require 'rouge'
require 'json'
require 'cgi'
require 'digest'
require 'active_support'
require 'active_support/core_ext/string/inflections'

class Slate < Redcarpet::Render::HTML
  def initialize(*)
    super
    @seen = Hash.new(0)
  end

  def header(text, level)
    id = text.gsub(/<[^>]*>/, '').parameterize
    id = Digest::SHA1.hexdigest(text)[0, 10] if id.empty?
    count = (@seen[id] += 1)
    "<h#{level} id='#{count > 1 ? "#{id}-#{count}" : id}'>#{text}</h#{level}>"
  end

  def block_code(code, word)
    name = word.to_s.split('--').first.to_s
    classes = "highlight #{TAGS[name] || 'plaintext'}"
    classes = classes.sub("highlight #{name}") { |found| "#{found} tab-#{word}" } unless word.to_s.empty?
    %(<div class="highlight"><pre class="#{CGI.escapeHTML(classes)}"><code>#{CGI.escapeHTML(code).gsub('&#39;', "'")}</code></pre></div>)
  end
end

TAGS = Hash.new { |tags, name| tags[name] = Rouge::Lexer.find(name)&.tag }
FLAGS = {
  fenced_code_blocks: true, disable_indented_code_blocks: true, strikethrough: true, tables: true, no_intra_emphasis: true
}.freeze

STDIN.set_encoding('UTF-8')
STDIN.each_line do |line|
  text = JSON.parse(line, quirks_mode: true)
  puts JSON.generate(ARGV.include?('tags') ? TAGS[text] : Redcarpet::Markdown.new(Slate.new, FLAGS).render(text))
end
